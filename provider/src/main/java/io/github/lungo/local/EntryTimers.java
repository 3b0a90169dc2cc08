// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the lives of single entries, given a time to live of their own, in a store that has no expiry otherwise and so
 * spends no memory on it. Keeps no entry that has left the store otherwise. Thread-safe.
 */
final class EntryTimers<K> {
  private static final long MAINTENANCE_NANOS = 1_000_000_000;

  private final ConcurrentLinkedQueue<Map.Entry<K, CachedValue>> abandoned =
      new ConcurrentLinkedQueue<>();
  private final NanoClock clock;
  private final Scheduler scheduler;
  private final BiConsumer<K, CachedValue> atDeadline;
  private volatile long nextMaintenance;

  /** Made at the first {@link #start}, as it takes more memory than all else in an empty cache. */
  private volatile @Nullable Cache<K, CachedValue> timers;

  EntryTimers(NanoClock clock, Scheduler scheduler, BiConsumer<K, CachedValue> atDeadline) {
    this.clock = clock;
    this.scheduler = scheduler;
    this.atDeadline = atDeadline;
  }

  void start(K key, CachedValue entry) {
    Cache<K, CachedValue> present = timers;
    (present == null ? firstTimers() : present).put(key, entry);
  }

  private synchronized Cache<K, CachedValue> firstTimers() {
    Cache<K, CachedValue> present = timers;
    if (present == null) {
      present = newTimers();
      timers = present;
    }
    return present;
  }

  private Cache<K, CachedValue> newTimers() {
    return Caffeine.newBuilder()
        .ticker(clock::nanos)
        .executor(Runnable::run)
        .scheduler(scheduler)
        .expireAfter(Expiry.writing((K key, CachedValue entry) ->
            Duration.ofNanos(Math.max(0, entry.deadline() - clock.nanos()))))
        .evictionListener((@Nullable K key, @Nullable CachedValue entry, RemovalCause cause) -> {
          if (key != null && entry != null) {
            atDeadline.accept(key, entry);
          }
        })
        .build();
  }

  /** Forgets the entry of a key, which was removed or replaced. */
  void stop(K key) {
    Cache<K, CachedValue> present = timers;
    if (present != null) {
      present.invalidate(key);
    }
  }

  /** Forgets an entry that the store has evicted, at the next {@link #maintain}; may be called under the store's locks. */
  void abandon(K key, CachedValue entry) {
    abandoned.add(Map.entry(key, entry));
  }

  /** Forgets what was abandoned, and now and then lets entries go that nobody asks for; to be called when the store grows. */
  void maintain() {
    Cache<K, CachedValue> present = timers;
    if (present == null) {
      return;
    }
    for (var next = abandoned.poll(); next != null; next = abandoned.poll()) {
      present.asMap().remove(next.getKey(), next.getValue());
    }
    long now = clock.nanos();
    if (now >= nextMaintenance) {
      nextMaintenance = now + MAINTENANCE_NANOS;
      present.cleanUp();
    }
  }

  void cleanUp() {
    Cache<K, CachedValue> present = timers;
    if (present != null) {
      present.cleanUp();
    }
  }

  void clear() {
    Cache<K, CachedValue> present = timers;
    if (present != null) {
      present.invalidateAll();
    }
  }
}
