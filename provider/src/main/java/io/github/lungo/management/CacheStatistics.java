// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static java.util.Objects.requireNonNull;

import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The figures one cache counts on this node. Thread-safe; starts disabled.
 *
 * <p>While disabled, every method costs one volatile read: no clock, no counter. While enabled, a timed hit costs two
 * clock reads and three additions to striped counters: {@link #start()}, {@link #recordHits(int)},
 * {@link #recordGetTime(long)}.
 *
 * <p>{@link #clear()} swaps all counters for fresh ones at once. A recording that overlaps it counts before or after it,
 * never half: figures are never negative, nothing recorded after it is lost, and averages stay exact.
 */
public final class CacheStatistics {
  private static final long NOT_STARTED = 0;

  private final LongSupplier nanoTime;
  private volatile boolean enabled;
  private volatile Counters counters = new Counters();

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
    return new StatisticsBean(this);
  }

  /** Returns a start for the methods that record times, or 0, which they ignore, while disabled. */
  public long start() {
    if (!enabled) {
      return NOT_STARTED;
    }
    long now = nanoTime.getAsLong();
    return now == NOT_STARTED ? 1 : now;
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
  public void recordGetTime(long startNanos) {
    if (enabled && startNanos != NOT_STARTED) {
      counters.getting.record(nanoTime.getAsLong() - startNanos);
    }
  }

  /** Counts one put and the time since its {@link #start()}. */
  public void recordPutTime(long startNanos) {
    if (enabled && startNanos != NOT_STARTED) {
      counters.putting.record(nanoTime.getAsLong() - startNanos);
    }
  }

  /** Counts one remove, whether it found an entry or not, and the time since its {@link #start()}. */
  public void recordRemoveTime(long startNanos) {
    if (enabled && startNanos != NOT_STARTED) {
      counters.removing.record(nanoTime.getAsLong() - startNanos);
    }
  }

  Counters counters() {
    return counters;
  }
}
