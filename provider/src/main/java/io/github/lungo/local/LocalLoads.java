// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.operation.KeyLoader;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Loads single keys, each once however many ask, and stores what comes unless a write came between. Thread-safe. */
final class LocalLoads<K, V> {
  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final LoadControl<K> control;

  /**
   * The loads of a cache, and their limits.
   *
   * @param running the loads under way
   * @param permits limits how many run at once
   * @param executor runs the asynchronous ones
   * @param remnants remembers what they found of keys without an entry, or null if no setting asks for that
   */
  record LoadControl<K>(
      InFlightLoads<K, Object> running,
      LoadPermits permits,
      Executor executor,
      @Nullable Remnants<K> remnants) {}

  LocalLoads(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      Announcer<K, V> announcer,
      LoadControl<K> control) {
    this.traits = traits;
    this.steps = steps;
    this.store = store;
    this.announcer = announcer;
    this.control = control;
  }

  /** Returns the stored form of a key's value, loading it on this thread unless another one is at it. */
  @Nullable
  Object load(K key, KeyLoader<? super K, V> loader) {
    Load<Object> mine = control.running().newLoad(key);
    mine.runBy(Thread.currentThread());
    @Nullable Load<Object> running = control.running().enter(mine);
    if (running == null) {
      return lead(key, mine, loader);
    }
    boolean isStillQueued = running.runBy(Thread.currentThread());
    return isStillQueued ? lead(key, running, loader) : control.running().await(key, running);
  }

  /** Does the same on the executor. */
  CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader) {
    Load<Object> mine = control.running().newLoad(key);
    @Nullable Load<Object> running = control.running().enter(mine);
    if (running != null) {
      return control.running().future(key, running);
    }
    CompletableFuture<@Nullable Object> result = control.running().future(key, mine);
    try {
      control.executor().execute(() -> {
        if (mine.runBy(Thread.currentThread())) {
          leadQuietly(key, mine, loader);
        }
      });
    } catch (Throwable refused) {
      if (mine.runBy(Thread.currentThread())) {
        control.running().leave(mine);
        mine.fail(refused);
      }
    }
    return result;
  }

  /** The callers of an asynchronous load learn of its failure by their futures. */
  private void leadQuietly(K key, Load<Object> mine, KeyLoader<? super K, V> loader) {
    try {
      lead(key, mine, loader);
    } catch (RuntimeException failure) {
      System.getLogger(LocalLoads.class.getName())
          .log(System.Logger.Level.DEBUG, failure.getMessage(), failure);
    }
  }

  private @Nullable Object lead(K key, Load<Object> mine, KeyLoader<? super K, V> loader) {
    @Nullable CachedValue present = store.peek(key);
    @Nullable Remnants<K> remnants = control.remnants();
    if (present == null && remnants != null && remnants.endsAtOnce(key, mine, control.running())) {
      return null;
    }
    List<Delivery<K, V>> deliveries = List.of();
    @Nullable Object result;
    try {
      result = present != null ? present.stored() : call(key, loader);
      mine.isKnown(result);
      if (present == null && result != null) {
        deliveries = steps.storeIfAbsent(key, result, mine);
      }
      if (result == null && control.remnants() != null) {
        control.remnants().foundNothing(key, mine);
      }
    } catch (Throwable failure) {
      if (control.remnants() != null) {
        control.remnants().failed(key, mine, failure);
      }
      control.running().leave(mine);
      mine.fail(failure);
      throw control.running().failed(key, failure);
    }
    control.running().leave(mine);
    mine.finish(result);
    announcer.deliver(key, deliveries);
    return result;
  }

  private @Nullable Object call(K key, KeyLoader<? super K, V> loader) {
    return control.permits().run(() -> {
      @Nullable V value = loader.load(traits.keyFor(key));
      return value == null ? null : traits.storedFormOf(value);
    });
  }
}
