// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.integration.Load;
import io.github.lungo.local.LocalLoads.LoadControl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads whose values come from another member, some time: each key once however many ask here. Never waits, but on the
 * executor, for the lock of a key. Thread-safe.
 */
final class FutureLoads<K, V> {
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final Announcer<K, V> announcer;
  private final LoadControl<K> control;

  FutureLoads(
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      Announcer<K, V> announcer,
      LoadControl<K> control) {
    this.steps = steps;
    this.store = store;
    this.announcer = announcer;
    this.control = control;
  }

  /** See {@link LocalEngine#loadFrom}. */
  Map<K, CompletableFuture<@Nullable Object>> load(
      Set<K> keys, Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    Map<K, CompletableFuture<@Nullable Object>> results = new LinkedHashMap<>();
    Map<K, Load<Object>> led = new LinkedHashMap<>();
    try {
      keys.forEach(key -> results.put(key, enter(key, led)));
    } catch (RuntimeException
        | Error failure) { // of the key's own methods, or the cache has closed
      led.values().forEach(load -> fail(load, failure));
      throw failure;
    }
    if (!led.isEmpty()) {
      lead(led, source);
    }
    return results;
  }

  private CompletableFuture<@Nullable Object> enter(K key, Map<K, Load<Object>> led) {
    Load<Object> mine = control.running().newLoad(key);
    mine.runElsewhere();
    @Nullable Load<Object> running = control.running().enter(mine);
    if (running == null && !isPresent(key, mine)) {
      led.put(key, mine);
    }
    return control.running().result(key, running == null ? mine : running);
  }

  private boolean isPresent(K key, Load<Object> mine) {
    @Nullable CachedValue present = store.peek(key);
    if (present != null) {
      control.running().leave(mine);
      mine.finish(present.stored());
    }
    return present != null;
  }

  private void lead(
      Map<K, Load<Object>> led, Function<Set<K>, Map<K, CompletableFuture<Fetched>>> source) {
    Map<K, CompletableFuture<Fetched>> fetches;
    try {
      fetches = source.apply(led.keySet());
    } catch (RuntimeException | Error failure) {
      led.values().forEach(load -> fail(load, failure));
      return;
    }
    led.forEach((key, load) -> {
      var unused = Objects.requireNonNull(fetches.get(key)).whenComplete((fetched, failure) -> {
        if (failure == null) {
          finishLater(key, load, fetched);
        } else {
          @Nullable Throwable cause = failure.getCause();
          fail(load, failure instanceof CompletionException && cause != null ? cause : failure);
        }
      });
    });
  }

  private void finishLater(K key, Load<Object> load, Fetched fetched) {
    load.isKnown(fetched.stored());
    try {
      control.executor().execute(() -> finish(key, load, fetched));
    } catch (RuntimeException refused) {
      fail(load, refused);
    }
  }

  private void finish(K key, Load<Object> load, Fetched fetched) {
    List<Delivery<K, V>> deliveries = List.of();
    @Nullable Object stored = fetched.stored();
    try {
      if (stored != null && fetched.isToKeep()) {
        deliveries = steps.storeIfAbsent(key, stored, load);
      }
    } catch (Throwable failure) { // of the expiry policy or the weigher
      fail(load, failure);
      return;
    }
    control.running().leave(load);
    load.finish(stored);
    try {
      announcer.deliver(key, deliveries);
    } catch (RuntimeException failure) { // of a listener: nobody waits for it here
      System.getLogger(FutureLoads.class.getName())
          .log(System.Logger.Level.DEBUG, failure.getMessage(), failure);
    }
  }

  private void fail(Load<Object> load, Throwable failure) {
    control.running().leave(load);
    load.fail(failure);
  }
}
