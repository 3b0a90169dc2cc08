// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.function.Supplier;
import javax.cache.management.CacheStatisticsMXBean;

/** Figures as JMX reads them. Thread-safe, as what it reads them from. */
class StatisticsBean implements CacheStatisticsMXBean {
  private final Supplier<Figures> figures;
  private final Runnable clear;

  /**
   * Creates a bean.
   *
   * @param figures what it shows, asked at each look
   * @param clear sets all figures to zero
   */
  StatisticsBean(Supplier<Figures> figures, Runnable clear) {
    this.figures = figures;
    this.clear = clear;
  }

  @Override
  public final void clear() {
    clear.run();
  }

  @Override
  public final long getCacheHits() {
    return figures.get().hits();
  }

  @Override
  public final float getCacheHitPercentage() {
    Figures now = figures.get();
    return percentage(now.hits(), now.hits() + now.misses());
  }

  @Override
  public final long getCacheMisses() {
    return figures.get().misses();
  }

  @Override
  public final float getCacheMissPercentage() {
    Figures now = figures.get();
    return percentage(now.misses(), now.hits() + now.misses());
  }

  @Override
  public final long getCacheGets() {
    Figures now = figures.get();
    return now.hits() + now.misses();
  }

  @Override
  public final long getCachePuts() {
    return figures.get().puts();
  }

  @Override
  public final long getCacheRemovals() {
    return figures.get().removals();
  }

  @Override
  public final long getCacheEvictions() {
    return figures.get().evictions();
  }

  @Override
  public final float getAverageGetTime() {
    return figures.get().getting().averageMicros();
  }

  @Override
  public final float getAveragePutTime() {
    return figures.get().putting().averageMicros();
  }

  @Override
  public final float getAverageRemoveTime() {
    return figures.get().removing().averageMicros();
  }

  private static float percentage(long part, long whole) {
    return whole == 0 ? 0 : (float) (100.0 * part / whole);
  }
}
