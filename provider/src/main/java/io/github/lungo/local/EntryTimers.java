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
  private final Cache<K, CachedValue> timers;
  private final NanoClock clock;
  private volatile boolean isUsed;
  private volatile long nextMaintenance;

  EntryTimers(NanoClock clock, Scheduler scheduler, BiConsumer<K, CachedValue> atDeadline) {
    this.clock = clock;
    this.timers = Caffeine.newBuilder()
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

  /** Returns whether any entry has ever been given one. */
  boolean isUsed() {
    return isUsed;
  }

  void start(K key, CachedValue entry) {
    isUsed = true;
    timers.put(key, entry);
  }

  /** Forgets the entry of a key, which was removed or replaced. */
  void stop(K key) {
    if (isUsed) {
      timers.invalidate(key);
    }
  }

  /** Forgets an entry that the store has evicted, at the next {@link #maintain}; may be called under the store's locks. */
  void abandon(K key, CachedValue entry) {
    abandoned.add(Map.entry(key, entry));
  }

  /** Forgets what was abandoned, and now and then lets entries go that nobody asks for; to be called when the store grows. */
  void maintain() {
    if (!isUsed) {
      return;
    }
    for (var next = abandoned.poll(); next != null; next = abandoned.poll()) {
      timers.asMap().remove(next.getKey(), next.getValue());
    }
    long now = clock.nanos();
    if (now >= nextMaintenance) {
      nextMaintenance = now + MAINTENANCE_NANOS;
      timers.cleanUp();
    }
  }

  void cleanUp() {
    timers.cleanUp();
  }

  void clear() {
    timers.invalidateAll();
  }
}
