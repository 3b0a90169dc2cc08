// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import javax.cache.management.CacheStatisticsMXBean;

/** The figures of one cache as JMX reads them. Thread-safe. */
final class StatisticsBean implements CacheStatisticsMXBean {
  private final CacheStatistics statistics;

  StatisticsBean(CacheStatistics statistics) {
    this.statistics = statistics;
  }

  @Override
  public void clear() {
    statistics.clear();
  }

  @Override
  public long getCacheHits() {
    return statistics.counters().hits.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    Counters counters = statistics.counters();
    long hits = counters.hits.sum();
    return percentage(hits, hits + counters.misses.sum());
  }

  @Override
  public long getCacheMisses() {
    return statistics.counters().misses.sum();
  }

  @Override
  public float getCacheMissPercentage() {
    Counters counters = statistics.counters();
    long misses = counters.misses.sum();
    return percentage(misses, misses + counters.hits.sum());
  }

  @Override
  public long getCacheGets() {
    Counters counters = statistics.counters();
    return counters.hits.sum() + counters.misses.sum();
  }

  @Override
  public long getCachePuts() {
    return statistics.counters().puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return statistics.counters().removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return statistics.counters().evictions.sum();
  }

  @Override
  public float getAverageGetTime() {
    return statistics.counters().getting.averageMicros();
  }

  @Override
  public float getAveragePutTime() {
    return statistics.counters().putting.averageMicros();
  }

  @Override
  public float getAverageRemoveTime() {
    return statistics.counters().removing.averageMicros();
  }

  private static float percentage(long part, long whole) {
    return whole == 0 ? 0 : (float) (100.0 * part / whole);
  }
}
