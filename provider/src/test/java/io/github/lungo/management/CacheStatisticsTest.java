// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
final class CacheStatisticsTest {
  private final ManualNanos clock = new ManualNanos(1_000_000);
  private final CacheStatistics statistics = new CacheStatistics(clock);
  private final CacheStatisticsMXBean bean = statistics.bean();

  @BeforeEach
  void enable() {
    statistics.enable(true);
  }

  @Test
  void new_isDisabled() {
    assertThat(new CacheStatistics(clock).isEnabled()).isFalse();
  }

  @Test
  void new_nullClock_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> new CacheStatistics(null))
        .withMessage("nanoTime is null");
  }

  @ParameterizedTest
  @EnumSource
  void record_enabled_addsUp(Count count) {
    count.record(statistics, 3);
    count.record(statistics, 4);

    assertThat(count.figure(bean)).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource
  void record_enabled_leavesTheOtherFigures(Count count) {
    count.record(statistics, 3);

    for (Count other : Count.values()) {
      assertThat(other.figure(bean)).as("%s", other).isEqualTo(other == count ? 3 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void record_disabled_countsNothing(Count count) {
    statistics.enable(false);

    count.record(statistics, 3);

    assertThat(count.figure(bean)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void record_zeroOrNegative_isIgnored(Count count) {
    count.record(statistics, 2);

    count.record(statistics, 0);
    count.record(statistics, -5);
    count.record(statistics, Integer.MIN_VALUE);

    assertThat(count.figure(bean)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void record_beyondIntRange_doesNotOverflow(Count count) {
    count.record(statistics, Integer.MAX_VALUE);
    count.record(statistics, Integer.MAX_VALUE);

    assertThat(count.figure(bean)).isEqualTo(2.0 * Integer.MAX_VALUE);
  }

  @Test
  void gets_areHitsAndMisses() {
    statistics.recordHits(3);
    statistics.recordMisses(2);

    assertThat(bean.getCacheGets()).isEqualTo(5);
  }

  @Test
  void percentages_noGets_areZero() {
    assertThat(bean.getCacheHitPercentage()).isZero();
    assertThat(bean.getCacheMissPercentage()).isZero();
  }

  @Test
  void percentages_hitsAndMisses_areTheirShares() {
    statistics.recordHits(3);
    statistics.recordMisses(1);

    assertThat(bean.getCacheHitPercentage()).isEqualTo(75f);
    assertThat(bean.getCacheMissPercentage()).isEqualTo(25f);
  }

  @ParameterizedTest
  @EnumSource
  void average_noCalls_isZero(Time time) {
    assertThat(time.average(bean)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void average_severalCalls_isTheirMeanInMicroseconds(Time time) {
    record(time, 1_500);
    record(time, 250);
    record(time, 500);

    assertThat(time.average(bean)).isEqualTo(0.75);
  }

  @ParameterizedTest
  @EnumSource
  void recordTime_leavesTheOtherAveragesAndCounts(Time time) {
    record(time, 1_000);

    for (Time other : Time.values()) {
      assertThat(other.average(bean)).as("%s", other).isEqualTo(other == time ? 1 : 0);
    }
    for (Count count : Count.values()) {
      assertThat(count.figure(bean)).as("%s", count).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void recordTime_clockWentBack_countsAsZero(Time time) {
    record(time, -400);
    record(time, 1_000);

    assertThat(time.average(bean)).isEqualTo(0.5);
  }

  @ParameterizedTest
  @EnumSource
  void recordTime_disabledMeanwhile_isIgnored(Time time) {
    long start = statistics.start();
    statistics.enable(false);
    clock.advance(1_000);

    time.record(statistics, start);

    assertThat(time.average(bean)).isZero();
    assertThat(clock.reads()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void recordTime_startedWhileDisabled_isIgnored(Time time) {
    statistics.enable(false);
    long start = statistics.start();
    statistics.enable(true);
    clock.advance(1_000);

    time.record(statistics, start);

    assertThat(time.average(bean)).isZero();
    assertThat(clock.reads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE, -7})
  void recordTime_anyClockOrigin_measures(long origin) {
    ManualNanos oddClock = new ManualNanos(origin);
    CacheStatistics odd = new CacheStatistics(oddClock);
    odd.enable(true);

    long start = odd.start();
    oddClock.advance(1_000_000);
    odd.recordGetTime(start);

    assertThat(odd.bean().getAverageGetTime()).isBetween(999.999f, 1_000f);
  }

  /** The first thousand take a millisecond each, all others ten microseconds: 10.99 on the average of a million. */
  @Test
  void recordTime_manyCalls_readsTheClockForSomeAndAveragesAll() {
    int calls = 1_000_000;
    for (int i = 0; i < calls; i++) {
      long start = statistics.start();
      clock.advance(i < 1_000 ? 1_000_000 : 10_000);
      statistics.recordGets(start, 1, 0);
    }

    assertThat(bean.getCacheHits()).isEqualTo(calls);
    assertThat(bean.getAverageGetTime()).isBetween(10.5f, 11.5f);
    int readsExpected = 2 * (1_000 + (calls - 1_000) / 256);
    assertThat(clock.reads()).isBetween(readsExpected * 9 / 10, readsExpected * 11 / 10);
  }

  @Test
  void timedHit_enabled_readsTheClockTwice() {
    long start = statistics.start();
    statistics.recordHits(1);
    statistics.recordGetTime(start);

    assertThat(clock.reads()).isEqualTo(2);
  }

  @Test
  void timedOperations_disabled_neverReadTheClock() {
    statistics.enable(false);

    long start = statistics.start();
    for (Time time : Time.values()) {
      time.record(statistics, start);
      time.record(statistics, 5L);
    }

    assertThat(start).isZero();
    assertThat(clock.reads()).isZero();
  }

  @Test
  void clear_setsAllFiguresToZero() {
    recordEverything();

    bean.clear();

    assertAllFigures(0);
    assertThat(bean.getCacheGets()).isZero();
    assertThat(bean.getCacheHitPercentage()).isZero();
    assertThat(bean.getCacheMissPercentage()).isZero();
  }

  @Test
  void clear_leavesCountingEnabled() {
    bean.clear();

    recordEverything();

    assertAllFigures(1);
  }

  @Test
  void clear_disabled_leavesCountingDisabled() {
    statistics.enable(false);

    bean.clear();

    assertThat(statistics.isEnabled()).isFalse();
  }

  @Test
  void disable_leavesTheLastFiguresReadable() {
    recordEverything();

    statistics.enable(false);

    assertAllFigures(1);
  }

  @Test
  void enable_afterDisabling_startsFromZero() {
    recordEverything();
    statistics.enable(false);

    statistics.enable(true);

    assertThat(statistics.isEnabled()).isTrue();
    assertAllFigures(0);
  }

  @Test
  void enable_whileEnabled_changesNothing() {
    recordEverything();

    statistics.enable(true);

    assertAllFigures(1);
  }

  private void recordEverything() {
    for (Count count : Count.values()) {
      count.record(statistics, 1);
    }
    for (Time time : Time.values()) {
      record(time, 1_000);
    }
  }

  private void assertAllFigures(double expected) {
    for (Count count : Count.values()) {
      assertThat(count.figure(bean)).as("%s", count).isEqualTo(expected);
    }
    for (Time time : Time.values()) {
      assertThat(time.average(bean)).as("%s", time).isEqualTo(expected);
    }
  }

  private void record(Time time, long nanos) {
    long start = statistics.start();
    clock.advance(nanos);
    time.record(statistics, start);
  }

  /** The figures that count. */
  enum Count {
    HITS,
    MISSES,
    PUTS,
    REMOVALS,
    EVICTIONS;

    void record(CacheStatistics statistics, int count) {
      switch (this) {
        case HITS -> statistics.recordHits(count);
        case MISSES -> statistics.recordMisses(count);
        case PUTS -> statistics.recordPuts(count);
        case REMOVALS -> statistics.recordRemovals(count);
        case EVICTIONS -> statistics.recordEvictions(count);
      }
    }

    double figure(CacheStatisticsMXBean bean) {
      return switch (this) {
        case HITS -> bean.getCacheHits();
        case MISSES -> bean.getCacheMisses();
        case PUTS -> bean.getCachePuts();
        case REMOVALS -> bean.getCacheRemovals();
        case EVICTIONS -> bean.getCacheEvictions();
      };
    }
  }

  /** The figures that are averages. */
  enum Time {
    GET,
    PUT,
    REMOVE;

    void record(CacheStatistics statistics, long start) {
      switch (this) {
        case GET -> statistics.recordGetTime(start);
        case PUT -> statistics.recordPutTime(start);
        case REMOVE -> statistics.recordRemoveTime(start);
      }
    }

    double average(CacheStatisticsMXBean bean) {
      return switch (this) {
        case GET -> bean.getAverageGetTime();
        case PUT -> bean.getAveragePutTime();
        case REMOVE -> bean.getAverageRemoveTime();
      };
    }
  }
}
