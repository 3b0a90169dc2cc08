// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The figures one cache counts on this node. Thread-safe; starts disabled.
 *
 * <p>While disabled, every method costs one volatile read: no clock, no counter. Counts are exact. Times are those of the
 * first thousand calls and of one in 256 after them, drawn at random and weighed accordingly, as a clock costs more than a
 * lookup.
 *
 * <p>{@link #clear()} swaps all counters for fresh ones at once. A recording that overlaps it counts before or after it,
 * never half: figures are never negative, nothing recorded after it is lost, and averages stay exact.
 */
public final class CacheStatistics {
  /** The start of what is not counted, as statistics are disabled. */
  public static final long NOT_STARTED = 0;

  /** Started, but without a look at the clock. */
  private static final long NOT_TIMED = 1;

  /** Marks a start that holds a time; the time is in the bits above the lowest two. */
  private static final int IS_TIMED = 2;

  /** Marks a start that stands for {@link #SAMPLING} calls. */
  private static final int IS_SAMPLE = 1;

  private static final long TAGS = IS_TIMED | IS_SAMPLE;

  /** One in so many calls is timed; a power of two. */
  private static final int SAMPLING = 256;

  /** Stands in until statistics are first enabled. INVARIANT: nothing is added to it, as recordings look whether they are. */
  private static final Counters NONE = new Counters();

  private final LongSupplier nanoTime;
  private volatile boolean enabled;
  private volatile Counters counters = NONE;

  /** Creates disabled statistics that measure times with the given clock, as {@link System#nanoTime()} counts them. */
  public CacheStatistics(LongSupplier nanoTime) {
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  /** Returns whether recordings count. */
  public boolean isEnabled() {
    return enabled;
  }

  /**
   * Switches counting on or off. Switching on starts from zero; switching off leaves the last figures readable. Setting
   * what is set already changes nothing.
   */
  public synchronized void enable(boolean enable) {
    if (enable && !enabled) {
      counters = new Counters();
    }
    enabled = enable;
  }

  /** Sets all figures to zero. */
  public void clear() {
    counters = new Counters();
  }

  /** Returns these figures as the bean of JSR-107. */
  public CacheStatisticsMXBean bean() {
    return new StatisticsBean(this::figures, this::clear);
  }

  /** Returns a start for the methods that record times, or 0, which they ignore, while disabled. */
  public long start() {
    return enabled ? startEnabled() : NOT_STARTED;
  }

  private long startEnabled() {
    if (counters.timesAll()) {
      return nanoTime.getAsLong() << 2 | IS_TIMED;
    }
    boolean isDrawn = (ThreadLocalRandom.current().nextInt() & (SAMPLING - 1)) == 0;
    return isDrawn ? nanoTime.getAsLong() << 2 | IS_TIMED | IS_SAMPLE : NOT_TIMED;
  }

  /** Counts a get that found its entry, and its time, if it was started while enabled. */
  public void recordHit(long start) {
    if (start != NOT_STARTED && enabled) {
      Counters now = counters;
      now.hits.add(1);
      if ((start & IS_TIMED) != 0) {
        record(now.getting, start);
      }
    }
  }

  /** Counts gets that found an entry and such that found none, and their time, if they were started while enabled. */
  public void recordGets(long start, int hits, int misses) {
    if (start != NOT_STARTED) {
      recordHits(hits);
      recordMisses(misses);
      recordGetTime(start);
    }
  }

  /** Counts gets that found an entry. Here and in its siblings a count of zero or less is ignored. */
  public void recordHits(int count) {
    if (enabled && count > 0) {
      counters.hits.add(count);
    }
  }

  /** Counts gets that found none, loaded afterwards or not. */
  public void recordMisses(int count) {
    if (enabled && count > 0) {
      counters.misses.add(count);
    }
  }

  /** Counts entries stored. */
  public void recordPuts(int count) {
    if (enabled && count > 0) {
      counters.puts.add(count);
    }
  }

  /** Counts entries removed by a caller. */
  public void recordRemovals(int count) {
    if (enabled && count > 0) {
      counters.removals.add(count);
    }
  }

  /** Counts entries the cache removed to make space. */
  public void recordEvictions(int count) {
    if (enabled && count > 0) {
      counters.evictions.add(count);
    }
  }

  /** Counts one get and the time since its {@link #start()}; to be called before a load, whose time is no get time. */
  public void recordGetTime(long start) {
    record(counters.getting, start);
  }

  /** Counts one put and the time since its {@link #start()}. */
  public void recordPutTime(long start) {
    record(counters.putting, start);
  }

  /** Counts one remove, whether it found an entry or not, and the time since its {@link #start()}. */
  public void recordRemoveTime(long start) {
    record(counters.removing, start);
  }

  private void record(OperationTime time, long start) {
    if ((start & IS_TIMED) != 0 && enabled) {
      int weight = (start & IS_SAMPLE) == 0 ? 1 : SAMPLING;
      long elapsed = ((nanoTime.getAsLong() << 2) - (start & ~TAGS)) >> 2; // whatever the origin
      time.record(elapsed, weight);
    }
  }

  /** Returns what was counted since statistics were enabled or last cleared. */
  public Figures figures() {
    return counters.figures();
  }
}
