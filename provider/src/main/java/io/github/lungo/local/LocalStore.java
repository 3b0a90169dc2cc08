// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.RemovalListener;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a cache: in Caffeine, which bounds them and lets them expire, or, where there is nothing to bound and no
 * expiry, in a plain map. Maintenance runs on the threads that use the store. Knows no events and calls no user code but
 * keys' own methods and, on a read, the expiry policy. Thread-safe.
 */
final class LocalStore<K> {
  /** By key what is {@linkplain CachedValue#held() held} of each entry. */
  private final ConcurrentMap<K, Object> entries;

  /** The entries once more, if they are in a plain map; null otherwise. */
  private final @Nullable ConcurrentHashMap<K, Object> plain;

  /** What the entries are in, or null if that is a plain map. */
  private final @Nullable Cache<K, Object> caffeine;

  /** Looks entries up without recording that, if that is another way than to get them; null otherwise. */
  private final @Nullable Policy<K, Object> quietly;

  /** Whether it matters to the store which entries are read. */
  private final boolean recordsReads;

  /** Whether values are held alone, but for entries given a time to live of their own. */
  private final boolean holdsValues;

  /** Whether there may be such an entry; set before the first one is stored. */
  private volatile boolean hasDeadlines;

  private final Departures<K> departures;
  private final NanoClock clock;
  private final boolean expires;
  private final boolean expiresByAccess;
  private final EntryTimers<K> timers;

  /** How entries are replaced that other members have, too; null where that is up to the key's lock. */
  private final @Nullable NewestEntries<K> newest;

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
    this.holdsValues = traits.shape() == EntryShape.ETERNAL
        && traits.refreshAfter() == 0
        && traits.versions() == null;
    this.caffeine = expires || bound.isBounded() ? build(traits, bound, scheduler) : null;
    this.quietly = expires && caffeine != null ? caffeine.policy() : null;
    this.recordsReads = bound.isBounded() || expiresByAccess;
    this.plain = caffeine == null ? new ConcurrentHashMap<>() : null;
    this.entries = caffeine == null ? Objects.requireNonNull(plain) : caffeine.asMap();
    this.timers = new EntryTimers<>(clock, scheduler, this::endLife);
    this.newest =
        traits.newestWins() ? new NewestEntries<>(entries, this::peek, clock, this::time) : null;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // where it weighs or expires, it holds nothing else
  private Cache<K, Object> build(CacheTraits<K, ?> traits, Bound bound, Scheduler scheduler) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    Caffeine<K, CachedValue> bounded = bound.applyTo(builder);
    if (expires) {
      bounded = bounded
          .expireAfter(new EntryExpiry<>(traits.expiry(), unnoticed::add))
          .ticker(clock::nanos)
          .scheduler(scheduler);
    }
    RemovalListener<K, Object> departing = this::depart;
    return (Cache) bounded.evictionListener(departing).build();
  }

  private void depart(@Nullable K key, @Nullable Object held, RemovalCause cause) {
    if (key == null || held == null) {
      return;
    }
    if (cause == RemovalCause.EXPIRED) {
      expired(key, CachedValue.of(held));
    } else if (cause == RemovalCause.SIZE) {
      departures.evicted();
      if (hasDeadlines && held instanceof CachedValue entry) {
        timers.abandon(key, entry);
      }
    }
  }

  private void expired(K key, CachedValue entry) {
    if (newest != null) {
      newest.expired(key, entry);
    }
    departures.expired(key, entry);
  }

  /** Returns the rule by which entries are replaced, where it is that of the newest version; null otherwise. */
  @Nullable
  NewestEntries<K> newest() {
    return newest;
  }

  /** Returns whether no entry leaves by itself, but for those given a time to live of their own. */
  boolean isPlain() {
    return plain != null;
  }

  /** Returns the stored value of the live entry and counts as an access. Short, so that it becomes part of what calls it. */
  @Nullable
  Object read(K key) {
    if (!holdsValues) {
      return storedOf(readEntry(key));
    }
    @Nullable Object held = plain == null ? entries.get(key) : plain.get(key);
    return held == null || !hasDeadlines ? held : storedOf(live(key, CachedValue.of(held)));
  }

  private static @Nullable Object storedOf(@Nullable CachedValue entry) {
    return entry == null ? null : entry.stored();
  }

  /** Returns the live entry and counts as an access. */
  @Nullable
  CachedValue readEntry(K key) {
    if (!recordsReads) {
      return peek(key);
    }
    @Nullable Object held = entries.get(key);
    if (expiresByAccess && !unnoticed.isEmpty()) {
      followReads();
    }
    return held == null ? null : live(key, CachedValue.of(held));
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
    @Nullable Object held = quietly == null ? entries.get(key) : quietly.getIfPresentQuietly(key);
    return held == null ? null : live(key, CachedValue.of(held));
  }

  /** Returns whether the key's live entry is that version. */
  boolean holds(K key, CachedValue version) {
    @Nullable CachedValue present = peek(key);
    return present != null && present.isSameVersionAs(version);
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
    return hasDeadlines;
  }

  /** Stores an entry in place of whatever is there, which is returned; both as they are held. */
  @Nullable
  Object put(K key, Object held) {
    return entries.put(key, held);
  }

  /**
   * Stores a new version of an entry, by a step that started from the given one. What came between is not undone: a
   * {@link #put} that asked for no lock, or a clear, counts as later than the step. That the entry left by itself does not.
   *
   * @param before the entry that the step has seen, or null if there was none
   * @param clearsBefore what {@link #clears} said then
   */
  void replace(K key, @Nullable CachedValue before, CachedValue after, int clearsBefore) {
    if (newest != null && after instanceof VersionedValue versioned) {
      newest.store(key, versioned);
      return;
    }
    boolean isTimed = isTimed(after);
    Object held = after.held();
    boolean isStored = before == null
        ? entries.putIfAbsent(key, held) == null
        : replaceHeld(key, before.held(), held, clearsBefore);
    if (isStored && hasDeadlines) {
      time(key, after, isTimed);
    }
  }

  /** Returns whether the entry has a time to live of its own, for which a timer is to be set once it is stored. */
  private boolean isTimed(@Nullable CachedValue after) {
    boolean isTimed = !expires && after != null && after.deadline() != Deadline.NEVER;
    if (isTimed) {
      hasDeadlines = true;
    }
    return isTimed;
  }

  /** Follows what {@link NewestEntries} has stored, or removed. */
  private void time(K key, @Nullable CachedValue after) {
    boolean isTimed = isTimed(after);
    if (after != null && hasDeadlines) {
      time(key, after, isTimed);
    } else if (hasDeadlines) {
      timers.stop(key);
    }
  }

  private boolean replaceHeld(K key, Object before, Object after, int clearsBefore) {
    return entries.compute(key, (k, present) -> {
          if (present == before) { // the instance, not one that equals it
            return after;
          }
          int now = clears;
          boolean wasCleared = now != clearsBefore || (now & 1) != 0;
          boolean byOneself =
              clearedBy == Thread.currentThread().getId(); // by a callback of the step
          return present != null || (wasCleared && !byOneself) ? present : after;
        })
        == after;
  }

  private void time(K key, CachedValue after, boolean isTimed) {
    if (isTimed) {
      timers.start(key, after);
    } else {
      timers.stop(key);
    }
    timers.maintain();
  }

  /** Returns a number that changes when the store is cleared, for {@link #replace}. */
  int clears() {
    return clears;
  }

  /** Removes an entry, unless it was replaced meanwhile. */
  void remove(K key, CachedValue entry) {
    Object held = entry.held();
    // Not computeIfPresent, by which Caffeine leaves an entry that has expired to its maintenance.
    entries.compute(key, (k, present) -> present == held ? null : present);
    timers.stop(key);
  }

  /** Removes the entry if it is one of those; returns the one that stays, or null. */
  @Nullable
  CachedValue removeIf(K key, Predicate<CachedValue> some) {
    @Nullable
    Object left = entries.compute(
        key,
        (k, present) -> present == null || some.test(CachedValue.of(present)) ? null : present);
    if (left == null && hasDeadlines) {
      timers.stop(key);
    }
    return left == null ? null : CachedValue.of(left);
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
      expired(k, entry);
      return null;
    });
  }

  /** Returns the live entries, weakly consistent. */
  Iterator<Map.Entry<K, CachedValue>> entries() {
    Iterator<Map.Entry<K, Object>> all = entries.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Map.Entry<K, CachedValue> next() {
        Map.Entry<K, Object> next = all.next();
        return Map.entry(next.getKey(), CachedValue.of(next.getValue()));
      }
    };
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
  Policy.@Nullable Eviction<K, Object> eviction() {
    return caffeine == null ? null : caffeine.policy().eviction().orElse(null);
  }
}
