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
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a cache: in Caffeine, which bounds them and lets them expire, or, where there is nothing to bound and no
 * expiry, in a plain map. Maintenance runs on the threads that use the store. Knows no events and calls no user code but
 * keys' own methods and, on a read, the expiry policy. Thread-safe.
 */
final class LocalStore<K> {
  private final ConcurrentMap<K, CachedValue> entries;

  /** The entries once more, if they are in a plain map; null otherwise. */
  private final @Nullable ConcurrentHashMap<K, CachedValue> plain;

  /** What the entries are in, or null if that is a plain map. */
  private final @Nullable Cache<K, CachedValue> caffeine;

  /** Looks entries up without recording that, if that is another way than to get them; null otherwise. */
  private final @Nullable Policy<K, CachedValue> quietly;

  /** Whether it matters to the store which entries are read. */
  private final boolean recordsReads;

  private final Departures<K> departures;
  private final NanoClock clock;
  private final boolean expires;
  private final boolean expiresByAccess;
  private final EntryTimers<K> timers;

  /** The keys of entries whose deadlines were moved by reads, but not yet for Caffeine. */
  private final ConcurrentLinkedQueue<K> unnoticed = new ConcurrentLinkedQueue<>();

  /** Goes up by one when the store begins to be cleared, and again at its end; written under this object's monitor. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private volatile int clears;

  /** The thread that cleared the store last. */
  private volatile long clearedBy;

  LocalStore(CacheTraits<K, ?> traits, Bound bound, Scheduler scheduler, Departures<K> departures) {
    this.clock = traits.clock();
    this.departures = departures;
    this.expires = !traits.expiry().isEternal();
    this.expiresByAccess = traits.expiry().hasAccessExpiry();
    this.caffeine = expires || bound.isBounded() ? build(traits, bound, scheduler) : null;
    this.quietly = expires && caffeine != null ? caffeine.policy() : null;
    this.recordsReads = bound.isBounded() || expiresByAccess;
    this.plain = caffeine == null ? new ConcurrentHashMap<>() : null;
    this.entries = caffeine == null ? Objects.requireNonNull(plain) : caffeine.asMap();
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
    return bounded.evictionListener(this::depart).build();
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

  /** Returns whether no entry leaves by itself, but for those given a time to live of their own. */
  boolean isPlain() {
    return plain != null;
  }

  /** Returns the live entry and counts as an access. Short, so that it becomes part of what calls it. */
  @Nullable
  CachedValue read(K key) {
    if (plain == null) {
      return readBounded(key);
    }
    @Nullable CachedValue entry = plain.get(key);
    return entry == null || entry.deadline() == Deadline.NEVER ? entry : live(key, entry);
  }

  private @Nullable CachedValue readBounded(K key) {
    if (!recordsReads) {
      return peek(key);
    }
    @Nullable CachedValue entry = entries.get(key);
    if (expiresByAccess && !unnoticed.isEmpty()) {
      followReads();
    }
    return entry == null ? null : live(key, entry);
  }

  private void followReads() {
    for (K key = unnoticed.poll(); key != null; key = unnoticed.poll()) {
      reap(key);
    }
    if (departures.wantsExpired()) {
      cleanUp();
    }
  }

  /** Returns the live entry; not an access for expiry. */
  @Nullable
  CachedValue peek(K key) {
    @Nullable
    CachedValue entry = quietly == null ? entries.get(key) : quietly.getIfPresentQuietly(key);
    return entry == null ? null : live(key, entry);
  }

  private @Nullable CachedValue live(K key, CachedValue entry) {
    if (expires || entry.deadline() == Deadline.NEVER || !entry.isExpiredAt(clock.nanos())) {
      return entry;
    }
    endLife(key, entry);
    return null;
  }

  /** Returns whether single entries have been given a time to live of their own, in a store without expiry. */
  boolean hasTimers() {
    return timers.isUsed();
  }

  /** Stores an entry in place of whatever is there, which is returned. */
  @Nullable
  CachedValue put(K key, CachedValue entry) {
    return entries.put(key, entry);
  }

  /**
   * Stores a new version of an entry, by a step that started from the given one. What came between is not undone: a
   * {@link #put} that asked for no lock, or a clear, counts as later than the step. That the entry left by itself does not.
   *
   * @param before the entry that the step has seen, or null if there was none
   * @param clearsBefore what {@link #clears} said then
   */
  void replace(K key, @Nullable CachedValue before, CachedValue after, int clearsBefore) {
    boolean isStored = before == null
        ? entries.putIfAbsent(key, after) == null
        : entries.replace(key, before, after) || restore(key, after, clearsBefore) == after;
    if (!isStored || expires) {
      return;
    }
    if (after.deadline() == Deadline.NEVER) {
      timers.stop(key);
    } else {
      timers.start(key, after);
    }
    timers.maintain();
  }

  private @Nullable CachedValue restore(K key, CachedValue after, int clearsBefore) {
    return entries.compute(key, (k, present) -> {
      int now = clears;
      boolean wasCleared = now != clearsBefore || (now & 1) != 0;
      boolean byOneself = clearedBy == Thread.currentThread().getId(); // by a callback of the step
      return present != null || (wasCleared && !byOneself) ? present : after;
    });
  }

  /** Returns a number that changes when the store is cleared, for {@link #replace}. */
  int clears() {
    return clears;
  }

  /** Removes an entry, unless it was replaced meanwhile. */
  void remove(K key, CachedValue entry) {
    entries.remove(key, entry);
    timers.stop(key);
  }

  /**
   * Lets an entry go whose deadline has passed, so that its departure is told now and not at some later maintenance; has a
   * live one go by its deadline.
   */
  void reap(K key) {
    if (expires) {
      entries.compute(key, (k, entry) -> entry);
    }
  }

  /** Follows a deadline that was moved by an access other than {@link #read}. */
  void reschedule(K key, CachedValue entry) {
    if (quietly != null) {
      long deadline = entry.deadline();
      long left =
          deadline == Deadline.NEVER ? Deadline.NEVER : Math.max(0, deadline - clock.nanos());
      quietly
          .expireVariably()
          .ifPresent(timer -> timer.setExpiresAfter(key, left, TimeUnit.NANOSECONDS));
    }
  }

  private void endLife(K key, CachedValue entry) {
    entries.computeIfPresent(key, (k, present) -> {
      if (present != entry) {
        return present;
      }
      departures.expired(k, present);
      return null;
    });
  }

  /** Returns the live entries, weakly consistent. */
  Iterator<Map.Entry<K, CachedValue>> entries() {
    return entries.entrySet().iterator();
  }

  /** Removes all entries that are there. */
  synchronized void clear() {
    clearedBy = Thread.currentThread().getId();
    clears++;
    timers.clear();
    entries.clear();
    clears++;
  }

  /** Does the maintenance that is due; with it, expired entries leave. */
  void cleanUp() {
    if (caffeine != null) {
      caffeine.cleanUp();
    }
    timers.cleanUp();
  }

  long estimatedSize() {
    return caffeine == null ? entries.size() : caffeine.estimatedSize();
  }

  /** Returns the bound that Caffeine enforces, to look at it and to change it; null if there is none. */
  Policy.@Nullable Eviction<K, CachedValue> eviction() {
    return caffeine == null ? null : caffeine.policy().eviction().orElse(null);
  }
}
