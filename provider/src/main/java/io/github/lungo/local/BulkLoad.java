// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.local.LocalLoads.LoadControl;
import io.github.lungo.operation.Put;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * One load of many keys. Keys that another load is under way for wait for that one; all others go to the loader in one
 * call. It runs that call before it waits for anybody, so that two bulk loads of overlapping keys do not wait for each
 * other. Confined to its thread.
 */
final class BulkLoad<K, V> {
  private final CacheTraits<K, V> traits;
  private final AtomicSteps<K, V> steps;
  private final LocalStore<K> store;
  private final LoadControl<K> control;
  private final Manner<K> manner;

  private final Map<K, Object> results = new HashMap<>();
  private final Map<K, Load<Object>> led = new LinkedHashMap<>();
  private final Map<K, Load<Object>> joined = new LinkedHashMap<>();
  private final Map<K, List<Delivery<K, V>>> deliveries = new LinkedHashMap<>();
  private final Failures failures = new Failures();

  BulkLoad(
      CacheTraits<K, V> traits,
      AtomicSteps<K, V> steps,
      LocalStore<K> store,
      LoadControl<K> control,
      Manner<K> manner) {
    this.traits = traits;
    this.steps = steps;
    this.store = store;
    this.control = control;
    this.manner = manner;
  }

  /**
   * On whose behalf keys are loaded.
   *
   * @param isExplicit whether the loader is to be asked, whatever is known of the keys
   * @param replaceExisting whether keys that have an entry are loaded too
   * @param standIns what keys get whose load fails
   */
  record Manner<K>(boolean isExplicit, boolean replaceExisting, StandIns<K> standIns) {

    /** Returns the manner of a load that somebody asked for as such, and whose failure is to be told. */
    static <K> Manner<K> explicit(boolean replaceExisting) {
      return new Manner<>(true, replaceExisting, key -> null);
    }

    /** Returns the manner of a load on behalf of gets. */
    static <K> Manner<K> ofGets(StandIns<K> standIns) {
      return new Manner<>(false, false, standIns);
    }
  }

  /** Loads the keys and returns the stored forms of their values. */
  Map<K, Object> run(Set<K> keys, Function<Set<K>, Map<K, V>> loader, Announcer<K, V> announcer) {
    enterAll(keys);
    if (!led.isEmpty()) {
      lead(loader);
    }
    long end = running().patienceEnd();
    joined.forEach((key, load) -> await(key, load, end));
    deliveries.forEach((key, delivery) -> {
      try {
        announcer.deliver(key, delivery);
      } catch (RuntimeException | Error failure) {
        failures.add(failure);
      }
    });
    failures.throwIfAny();
    return results;
  }

  private Set<K> keysForLoader() {
    Set<K> keys = new LinkedHashSet<>();
    led.keySet().forEach(key -> keys.add(traits.keyFor(key)));
    return keys;
  }

  private void enterAll(Set<K> keys) {
    try {
      keys.forEach(this::enter);
    } catch (Throwable failure) {
      led.forEach((key, load) -> fail(key, load, failure));
      throw failure;
    }
  }

  /** Decides for a key whether there is nothing to load, somebody to wait for, or a load to run. */
  private void enter(K key) {
    if (isPresent(key)) {
      return;
    }
    Load<Object> mine = running().newLoad(key);
    mine.runBy(Thread.currentThread());
    led.put(key, mine); // at once, so that it ends whatever happens
    if (manner.replaceExisting()) {
      running().enterAfresh(mine); // an earlier load may have read what is to be replaced
      return;
    }
    @Nullable Load<Object> other = running().enter(mine);
    if (other != null && other.runBy(Thread.currentThread())) {
      led.put(key, other);
    } else if (other != null) {
      led.remove(key);
      joined.put(key, other);
    } else if (isPresent(key)) {
      led.remove(key);
      running().leave(mine);
      mine.finish(results.get(key));
    } else if (!manner.isExplicit() && isSettled(key, mine)) {
      led.remove(key);
    }
  }

  /** Ends a load that has nothing to ask, as an earlier one has told since its caller looked. */
  private boolean isSettled(K key, Load<Object> mine) {
    try {
      return control.remnants() != null && control.remnants().endsAtOnce(key, mine, running());
    } catch (LoadPausedException paused) {
      if (!hasStandIn(key)) {
        failures.add(paused);
      }
      return true;
    }
  }

  private boolean isPresent(K key) {
    @Nullable CachedValue present = manner.replaceExisting() ? null : store.peek(key);
    if (present == null) {
      return false;
    }
    results.put(key, present.stored());
    return true;
  }

  private void lead(Function<Set<K>, Map<K, V>> loader) {
    Map<K, V> loaded;
    try {
      loaded = control.permits().run(() -> loader.apply(keysForLoader()));
    } catch (Throwable failure) {
      Set<K> failed = new LinkedHashSet<>();
      led.forEach((key, load) -> {
        fail(key, load, failure);
        if (!hasStandIn(key)) {
          failed.add(key);
        }
      });
      if (!failed.isEmpty()) {
        failures.add(running().failed(failed, failure));
      }
      return;
    }
    // All are known before one is stored: a processor may hold the lock of one key and wait for
    // another.
    Map<K, Load<Object>> known = new LinkedHashMap<>();
    led.forEach((key, load) -> attempt(key, load, () -> {
      @Nullable V value = loaded.get(key);
      @Nullable Object stored = value == null ? null : traits.storedFormOf(value);
      if (stored != null) {
        results.put(key, stored);
      }
      load.isKnown(stored);
      known.put(key, load);
    }));
    known.forEach((key, load) -> attempt(key, load, () -> finish(key, load, results.get(key))));
  }

  private void attempt(K key, Load<Object> load, Runnable part) {
    try {
      part.run();
    } catch (Throwable failure) {
      fail(key, load, failure);
      if (!hasStandIn(key)) {
        failures.add(running().failed(key, failure));
      }
    }
  }

  /** Returns whether a failed load has a value all the same, which is taken for its result. */
  private boolean hasStandIn(K key) {
    @Nullable Object standIn = manner.standIns().of(key);
    if (standIn != null) {
      results.put(key, standIn);
    }
    return standIn != null;
  }

  private void finish(K key, Load<Object> load, @Nullable Object stored) {
    if (stored != null) {
      Put.Kind kind = manner.replaceExisting() ? Put.Kind.LOADED : Put.Kind.LOADED_IF_ABSENT;
      deliveries.put(key, steps.storeLoaded(key, Put.of(stored, kind), load));
    } else if (control.remnants() != null) {
      store.reap(key); // or else what has expired could come after this
      control.remnants().foundNothing(key, load);
    }
    running().leave(load);
    load.finish(stored);
  }

  private void fail(K key, Load<Object> load, Throwable failure) {
    if (control.remnants() != null) {
      control.remnants().failed(key, load, failure);
    }
    running().leave(load);
    load.fail(failure);
  }

  private void await(K key, Load<Object> load, long end) {
    try {
      @Nullable Object stored = running().await(key, load, end);
      if (stored != null) {
        results.put(key, stored);
      }
    } catch (RuntimeException | Error failure) {
      if (!(failure instanceof CacheLoaderException) || !hasStandIn(key)) {
        failures.add(failure);
      }
    }
  }

  private InFlightLoads<K, Object> running() {
    return control.running();
  }
}
