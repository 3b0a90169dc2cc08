// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a cache, in Caffeine, which bounds them and lets them expire. Maintenance runs on the threads that use
 * the store. Knows no events and calls no user code but keys' own methods and, on a read, the expiry policy. Thread-safe.
 */
final class LocalStore<K> {
  private final Cache<K, CachedValue> cache;
  private final Policy<K, CachedValue> policy;
  private final Departures<K> departures;
  private final NanoClock clock;
  private final boolean expires;
  private final EntryTimers<K> timers;

  /** The keys of entries whose deadlines were moved by reads, but not yet for Caffeine. */
  private final ConcurrentLinkedQueue<K> unnoticed = new ConcurrentLinkedQueue<>();

  LocalStore(CacheTraits<K, ?> traits, Bound bound, Scheduler scheduler, Departures<K> departures) {
    this.clock = traits.clock();
    this.departures = departures;
    this.expires = !traits.expiry().isEternal();
    this.cache = build(traits, bound, scheduler);
    this.policy = cache.policy();
    this.timers = new EntryTimers<>(clock, scheduler, this::endLife);
  }

  private Cache<K, CachedValue> build(CacheTraits<K, ?> traits, Bound bound, Scheduler scheduler) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    Caffeine<K, CachedValue> bounded = bound.applyTo(builder);
    if (expires) {
      bounded = bounded
          .expireAfter(new EntryExpiry<>(traits.expiry(), unnoticed::add))
          .ticker(clock::nanos)
          .scheduler(scheduler);
    }
    if (expires || bound.isBounded()) {
      bounded = bounded.evictionListener(this::depart);
    }
    return bounded.build();
  }

  private void depart(@Nullable K key, @Nullable CachedValue entry, RemovalCause cause) {
    if (cause == RemovalCause.EXPIRED && key != null && entry != null) {
      departures.expired(key, entry);
    } else if (cause == RemovalCause.SIZE) {
      departures.evicted();
      if (!expires && key != null && entry != null && entry.deadline() != Deadline.NEVER) {
        timers.abandon(key, entry);
      }
    }
  }

  /** Returns the live entry and counts as an access. */
  @Nullable
  CachedValue read(K key) {
    @Nullable CachedValue entry = cache.getIfPresent(key);
    if (!unnoticed.isEmpty()) {
      followReads();
    }
    return live(key, entry);
  }

  private void followReads() {
    for (K key = unnoticed.poll(); key != null; key = unnoticed.poll()) {
      reap(key);
    }
    if (departures.wantsExpired()) {
      cache.cleanUp();
    }
  }

  /** Returns the live entry; not an access for expiry. */
  @Nullable
  CachedValue peek(K key) {
    return live(key, expires ? policy.getIfPresentQuietly(key) : cache.getIfPresent(key));
  }

  private @Nullable CachedValue live(K key, @Nullable CachedValue entry) {
    if (entry == null
        || expires
        || entry.deadline() == Deadline.NEVER
        || !entry.isExpiredAt(clock.nanos())) {
      return entry;
    }
    endLife(key, entry);
    return null;
  }

  /** Stores a new version of an entry. */
  void put(K key, CachedValue entry) {
    cache.put(key, entry);
    if (expires) {
      return;
    }
    if (entry.deadline() == Deadline.NEVER) {
      timers.stop(key);
    } else {
      timers.start(key, entry);
    }
    timers.maintain();
  }

  void remove(K key) {
    cache.invalidate(key);
    timers.stop(key);
  }

  /**
   * Lets an entry go whose deadline has passed, so that its departure is told now and not at some later maintenance; has a
   * live one go by its deadline.
   */
  void reap(K key) {
    if (expires) {
      cache.asMap().compute(key, (k, entry) -> entry);
    }
  }

  /** Follows a deadline that was moved by an access other than {@link #read}. */
  void reschedule(K key, CachedValue entry) {
    if (expires) {
      long deadline = entry.deadline();
      long left =
          deadline == Deadline.NEVER ? Deadline.NEVER : Math.max(0, deadline - clock.nanos());
      policy
          .expireVariably()
          .ifPresent(timer -> timer.setExpiresAfter(key, left, TimeUnit.NANOSECONDS));
    }
  }

  private void endLife(K key, CachedValue entry) {
    cache.asMap().computeIfPresent(key, (k, present) -> {
      if (present != entry) {
        return present;
      }
      departures.expired(k, present);
      return null;
    });
  }

  /** Returns the live entries, weakly consistent. */
  Iterator<Map.Entry<K, CachedValue>> entries() {
    return cache.asMap().entrySet().iterator();
  }

  /** Removes all entries that are there. */
  void clear() {
    timers.clear();
    cache.invalidateAll();
  }

  /** Does the maintenance that is due; with it, expired entries leave. */
  void cleanUp() {
    cache.cleanUp();
    timers.cleanUp();
  }

  long estimatedSize() {
    return cache.estimatedSize();
  }

  /** Returns the bound that Caffeine enforces, to look at it and to change it. */
  Policy.@Nullable Eviction<K, CachedValue> eviction() {
    return policy.eviction().orElse(null);
  }
}
