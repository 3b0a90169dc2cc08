// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Refreshable;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.local.LocalLoads.LoadControl;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * One call of the loader for keys whose values are there, or were until they expired, but are to be replaced by newer ones.
 * Nobody waits for it, but whoever misses one of the keys meanwhile joins it. What is written before its end stays.
 * Confined to its thread, but for
 * {@link #end}.
 */
final class RefreshLoad<K, V> {
  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final LoadControl<K> control;
  private final Map<K, CachedValue> versions;

  private final Map<K, Load<Object>> led = new LinkedHashMap<>();
  private final Map<K, Object> values = new HashMap<>();
  private volatile @Nullable Throwable firstFailure;

  /** Creates the load of the given versions' successors. */
  RefreshLoad(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      LoadControl<K> control,
      Map<K, CachedValue> versions) {
    this.traits = traits;
    this.steps = steps;
    this.store = store;
    this.control = control;
    this.versions = versions;
  }

  /**
   * Loads what is still to be loaded.
   *
   * @param isClosed asked once the load can be waited for, whether it is too late
   * @return how many keys the loader was asked for
   */
  int run(Function<Set<K>, Map<K, V>> loader, BooleanSupplier isClosed, Announcer<K, V> announcer) {
    if (begin(isClosed, true).isEmpty()) {
      return led.size();
    }
    Map<K, V> loaded;
    try {
      loaded = control.permits().run(() -> loader.apply(keysForLoader()));
    } catch (Throwable failure) {
      led.forEach((key, load) -> fail(key, load, failure));
      return led.size();
    }
    // All are known before one is stored: a processor may hold one key and wait for another.
    led.forEach((key, load) -> attempt(key, load, () -> know(key, load, loaded.get(key))));
    led.forEach(
        (key, load) -> attempt(key, load, () -> finish(key, load, values.get(key), announcer)));
    return led.size();
  }

  /**
   * Enters what is still to be loaded; returns its keys, or none if that is over already.
   *
   * @param isHere whether this thread runs the loader
   */
  Set<K> begin(BooleanSupplier isClosed, boolean isHere) {
    @Nullable Throwable refused = enterAll(isHere);
    if (isClosed.getAsBoolean()) {
      led.forEach(
          (key, load) -> end(load, new CacheException("cache '" + traits.name() + "' is closed")));
      led.clear();
    } else if (refused != null) {
      failAll(refused);
      return Set.of();
    }
    return led.keySet();
  }

  /** Ends all loads with a failure. */
  void failAll(Throwable failure) {
    led.forEach((key, load) -> fail(key, load, failure));
  }

  /**
   * Ends one load whose value has come from elsewhere. Thread-safe, once for each key.
   *
   * @param fetched the value; null if the load has failed
   * @param failure what it failed with, or null
   */
  void end(
      K key, @Nullable Fetched fetched, @Nullable Throwable failure, Announcer<K, V> announcer) {
    Load<Object> load = Objects.requireNonNull(led.get(key));
    if (fetched == null) {
      fail(key, load, Objects.requireNonNull(failure));
      return;
    }
    load.isKnown(fetched.stored());
    if (fetched.isToKeep()) {
      attempt(key, load, () -> finish(key, load, fetched.stored(), announcer));
    } else {
      running().leave(load);
      load.finish(fetched.stored());
    }
  }

  /** Returns the first failure of the loader or of a value that it brought, or null. */
  @Nullable
  Throwable firstFailure() {
    return firstFailure;
  }

  /** Enters the loads; returns what kept the rest of them out: that the cache has closed, or a key's own methods failed. */
  private @Nullable Throwable enterAll(boolean isHere) {
    try {
      versions.forEach((key, version) -> enter(key, version, isHere));
      return null;
    } catch (RuntimeException | Error failure) {
      return failure;
    }
  }

  private void enter(K key, CachedValue version, boolean isHere) {
    Load<Object> mine = running().newLoad(key);
    if (isHere) {
      mine.runBy(Thread.currentThread());
    } else {
      mine.runElsewhere();
    }
    led.put(key, mine); // at once, so that it ends whatever happens
    if (!isKnown(key, version) || running().enter(mine) != null) {
      led.remove(key);
      return;
    }
    if (!isKnown(key, version)) {
      // It was written a moment ago. Somebody may have joined already, and gets what there is now.
      @Nullable CachedValue present = store.peek(key);
      if (present != null) {
        running().leave(mine);
        mine.finish(present.stored());
        led.remove(key);
        return;
      }
      running().fence(key);
    }
  }

  /** Returns whether the version is still the entry, or what is left of it. */
  private boolean isKnown(K key, CachedValue version) {
    if (store.holds(key, version)) {
      return true;
    }
    return control.remnants() != null && control.remnants().holds(key, version);
  }

  private Set<K> keysForLoader() {
    Set<K> keys = new LinkedHashSet<>();
    led.keySet().forEach(key -> keys.add(traits.keyFor(key)));
    return keys;
  }

  private void attempt(K key, Load<Object> load, Runnable part) {
    try {
      part.run();
    } catch (Throwable failure) {
      fail(key, load, failure);
    }
  }

  private void know(K key, Load<Object> load, @Nullable V value) {
    @Nullable Object stored = value == null ? null : traits.storedFormOf(value);
    if (stored != null) {
      values.put(key, stored);
    }
    load.isKnown(stored);
  }

  private void finish(
      K key, Load<Object> load, @Nullable Object stored, Announcer<K, V> announcer) {
    if (load.isFailed()) {
      return;
    }
    EntryOperation<K, V, Boolean> change =
        stored == null ? Remove.unfound(versions.get(key)) : Put.of(stored, Put.Kind.REFRESHED);
    List<Delivery<K, V>> deliveries = steps.storeLoaded(key, change, load);
    if (stored == null && control.remnants() != null) {
      store.reap(key);
      control.remnants().foundNothing(key, load);
    }
    running().leave(load);
    load.finish(stored);
    announcer.deliverInBackground(key, deliveries);
  }

  private void fail(K key, Load<Object> load, Throwable failure) {
    if (firstFailure == null) {
      firstFailure = failure;
    }
    if (control.remnants() != null) {
      control.remnants().failed(key, load, failure);
      putOff(key, control.remnants().pausedUntil(key));
    }
    end(load, failure);
  }

  private void end(Load<Object> load, Throwable failure) {
    running().leave(load);
    load.fail(failure);
  }

  /** A refresh that failed is repeated after the pause; where there are none, after as long as this one was put off. */
  private void putOff(K key, long pausedUntil) {
    if (pausedUntil > 0 && versions.get(key) instanceof Refreshable entry) {
      entry.putOffRefresh(pausedUntil);
    }
  }

  private InFlightLoads<K, Object> running() {
    return control.running();
  }
}
