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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the lives of single entries, given a time to live of their own, in a store that has no expiry otherwise and so
 * spends no memory on it. Thread-safe.
 */
final class EntryTimers<K> {
  private final Cache<K, CachedValue> timers;

  EntryTimers(NanoClock clock, Scheduler scheduler, BiConsumer<K, CachedValue> atDeadline) {
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

  void start(K key, CachedValue entry) {
    timers.put(key, entry);
  }

  void cleanUp() {
    timers.cleanUp();
  }

  void clear() {
    timers.invalidateAll();
  }
}
