// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.integration.Load;
import io.github.lungo.integration.ReadThrough;
import org.jspecify.annotations.Nullable;

/**
 * The read-through of an entry processor that asks for a missing value. It shares the load with those who get the key; but
 * as the processor holds the key, it takes the value as soon as it is known, and storing it is up to the processor's step.
 * Confined to the processor's thread.
 */
final class ProcessorLoad<K, V> {
  private final CacheTraits<K, V> traits;
  private final InFlightLoads<K, Object> loads;
  private final ReadThrough<K, V> source;
  private final @Nullable Remnants<K> remnants;
  private @Nullable Load<Object> led;
  private @Nullable Load<Object> origin;
  private @Nullable Object value;

  ProcessorLoad(
      CacheTraits<K, V> traits,
      InFlightLoads<K, Object> loads,
      ReadThrough<K, V> source,
      @Nullable Remnants<K> remnants) {
    this.traits = traits;
    this.loads = loads;
    this.source = source;
    this.remnants = remnants;
  }

  @Nullable
  Object load(K key) {
    if (led != null) {
      return loads.awaitKnown(key, led); // asked again: the answer is known
    }
    if (remnants != null && remnants.isKnownAbsent(key)) {
      return null;
    }
    Load<Object> mine = loads.newLoad(key);
    mine.runBy(Thread.currentThread());
    @Nullable Load<Object> running = loads.enter(mine);
    if (running == null && remnants != null && remnants.endsAtOnce(key, mine, loads)) {
      return null;
    }
    origin = running == null ? mine : running;
    if (running == null || running.runBy(Thread.currentThread())) {
      return lead(key, origin);
    }
    return loads.awaitKnown(key, running);
  }

  private @Nullable Object lead(K key, Load<Object> mine) {
    led = mine;
    try {
      @Nullable V loaded = source.load(traits.keyFor(key));
      value = loaded == null ? null : traits.storedFormOf(loaded);
      mine.isKnown(value);
      if (value == null && remnants != null) {
        remnants.foundNothing(key, mine);
      }
      return value;
    } catch (Throwable failure) {
      if (remnants != null) {
        remnants.failed(key, mine, failure);
      }
      mine.fail(failure);
      throw loads.failed(key, failure);
    }
  }

  /** Runs the given step, which stores the loaded value as it is, unless the fence of the load has closed. */
  boolean storeUnlessFenced(Runnable store) {
    return origin == null || origin.storeUnlessFenced(store);
  }

  /** Ends the load that this processor ran, if it did; to be called after its step was committed. */
  void finish() {
    if (led != null) {
      loads.leave(led);
      led.finish(value);
    }
  }
}
