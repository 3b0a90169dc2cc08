// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Trace;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a store as members have them who tell each other of their writes: each gives way to what is newer, and to
 * nothing else, in whatever order they hear of it. What is gone leaves a trace, so that it is known how new that was, until it
 * may be forgotten. Calls no user code but keys' own methods. Never waits. Thread-safe.
 */
public final class NewestEntries<K> {
  private final ConcurrentMap<K, Object> entries;
  private final Function<K, @Nullable CachedValue> peek;
  private final NanoClock clock;
  private final BiConsumer<K, @Nullable CachedValue> whenChanged;

  /** INVARIANT: changed under the store's lock of the key, but to forget. One that is older than the entry says nothing. */
  private final ConcurrentHashMap<K, Trace> traces = new ConcurrentHashMap<>();

  /** The version of the last clear: whatever is no newer was removed by it. */
  private final AtomicReference<Version> cleared = new AtomicReference<>(Version.LEAST);

  /** The newest version of which a trace was forgotten. */
  private final AtomicReference<Version> forgotten = new AtomicReference<>(Version.LEAST);

  /** Nothing that is no newer is on its way to this member any more. */
  private final AtomicReference<Version> settled = new AtomicReference<>(Version.LEAST);

  /**
   * Creates the rule of a store.
   *
   * @param entries what the store holds
   * @param peek returns a live entry, without an access
   * @param whenChanged is told each key whose entry was replaced, and by what; null for removed
   */
  NewestEntries(
      ConcurrentMap<K, Object> entries,
      Function<K, @Nullable CachedValue> peek,
      NanoClock clock,
      BiConsumer<K, @Nullable CachedValue> whenChanged) {
    this.entries = entries;
    this.peek = peek;
    this.clock = clock;
    this.whenChanged = whenChanged;
  }

  /** Stores an entry, unless what is known of its key is no older; returns whether it was stored. */
  public boolean store(K key, VersionedValue entry) {
    return put(key, entry, false);
  }

  /**
   * Stores what a load has brought, whose version says what was known before it began. Also unless something newer was forgotten:
   * a load may take longer than the memory of a removal.
   */
  public boolean storeLoaded(K key, VersionedValue entry) {
    return put(key, entry, true);
  }

  private boolean put(K key, VersionedValue entry, boolean isLoaded) {
    boolean isStored = change(key, entry, entry, isLoaded);
    if (isStored) {
      whenChanged.accept(key, entry);
    }
    return isStored;
  }

  /** Removes an entry, unless what is known of its key is no older than the trace; returns whether that stays. */
  public boolean bury(K key, Trace trace) {
    boolean isBuried = change(key, trace, null, false);
    if (isBuried) {
      whenChanged.accept(key, null);
    }
    return isBuried;
  }

  private boolean change(K key, KeyState state, @Nullable VersionedValue entry, boolean isLoaded) {
    Version version = state.version();
    boolean[] isChanged = new boolean[1];
    entries.compute(key, (k, present) -> {
      boolean isOutdated =
          !version.isNewerThan(Version.newest(versionOf(present), versionOfTrace(k)))
              || (isLoaded && !version.isNewerThan(forgotten.get())); // after looking for a trace
      if (isOutdated) {
        return present;
      }
      isChanged[0] = true;
      if (state instanceof Trace trace) {
        traces.put(k, trace);
      } else {
        traces.remove(k);
      }
      return entry;
    });
    if (isChanged[0] && !version.isNewerThan(cleared.get())) { // cleared meanwhile
      drop(key, cleared.get());
      return false;
    }
    return isChanged[0];
  }

  private static Version versionOf(@Nullable Object held) {
    return held instanceof VersionedValue entry ? entry.version() : Version.LEAST;
  }

  private Version versionOfTrace(K key) {
    @Nullable Trace trace = traces.get(key);
    return trace == null ? cleared.get() : Version.newest(trace.version(), cleared.get());
  }

  /** Takes note of an entry that has expired, under the store's lock of the key. */
  void expired(K key, CachedValue entry) {
    Version version = versionOf(entry);
    if (version.isNewerThan(settled.get())) {
      traces.merge(
          key,
          new Trace(version, true),
          (known, mine) -> version.isNewerThan(known.version()) ? mine : known);
    } else {
      forgotten.accumulateAndGet(version, Version::newest);
    }
  }

  /** Returns the newest version that is known of a key. */
  public Version known(K key) {
    Version[] ofEntry = new Version[1];
    entries.compute(key, (k, present) -> { // one that has expired leaves its trace now
      ofEntry[0] = versionOf(present);
      return present;
    });
    return Version.newest(ofEntry[0], versionOfTrace(key));
  }

  /** Returns the version that a load which begins now is to exceed, for whoever knows of the given one. */
  public Version knownToLoads(K key, Version heard) {
    return Version.newest(Version.newest(known(key), forgotten.get()), heard);
  }

  /** Returns the live entry of a key, or the trace of one; null if nothing is known. */
  public @Nullable KeyState state(K key) {
    if (peek.apply(key) instanceof VersionedValue entry) {
      return entry;
    }
    var unused = known(key);
    return traces.get(key);
  }

  /** Passes all keys of which something is known; weakly consistent. */
  public void forEach(BiConsumer<K, KeyState> states) {
    long now = clock.nanos();
    entries.forEach((key, held) -> {
      if (held instanceof VersionedValue entry) {
        states.accept(key, entry.isExpiredAt(now) ? new Trace(entry.version(), true) : entry);
      }
    });
    traces.forEach((key, trace) -> {
      if (peek.apply(key) == null) { // or else it is of an older entry
        states.accept(key, trace);
      }
    });
  }

  /** Removes all that is no newer, here already and yet to come; returns whether that is news. */
  public boolean clear(Version limit) {
    Version before = cleared.getAndAccumulate(limit, Version::newest);
    if (!limit.isNewerThan(before)) {
      return false;
    }
    entries.keySet().forEach(key -> drop(key, limit));
    traces.values().removeIf(trace -> !trace.version().isNewerThan(limit));
    return true;
  }

  private void drop(K key, Version limit) {
    entries.compute(
        key,
        (k, present) -> present == null || !versionOf(present).isNewerThan(limit) ? null : present);
    if (peek.apply(key) == null) {
      whenChanged.accept(key, null);
    }
  }

  /** Drops some keys without a trace, as others may have forgotten since what is newer. */
  public void forget(Predicate<K> some) {
    entries.keySet().removeIf(some);
    traces.keySet().removeIf(some);
  }

  /** Returns the version of the last clear. */
  public Version cleared() {
    return cleared.get();
  }

  /** Returns how many traces there are. */
  public int traces() {
    return traces.size();
  }

  /** Forgets traces, as nothing that is no newer than the version is on its way to any member any more. */
  public void settle(Version through) {
    settled.accumulateAndGet(through, Version::newest);
    traces.values().removeIf(trace -> {
      boolean isOver = !trace.version().isNewerThan(through);
      if (isOver) {
        forgotten.accumulateAndGet(trace.version(), Version::newest);
      }
      return isOver;
    });
  }
}
