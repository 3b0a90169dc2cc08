// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class HybridClockTest {
  private static final long START = Duration.ofDays(20_000).toMillis();
  private static final long LEAD = HybridClock.MAXIMUM_LEAD.toMillis();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long ME = 1;
  private static final long OTHER = 2;

  private final long seed = new Random().nextLong();
  private final AtomicLong wall = new AtomicLong(START);
  private final HybridClock clock = new HybridClock(wall::get, ME);

  @Test
  void next_clockMoves_isTheTimeOfDay() {
    clock.next();
    wall.addAndGet(5);

    assertThat(clock.next()).isEqualTo(new Version(Version.firstStampOf(START + 5), ME));
  }

  @Test
  void next_sameMillisecond_counts() {
    Version first = clock.next();

    assertThat(clock.next().stamp()).isEqualTo(first.stamp() + 1);
  }

  @Test
  void next_counterFull_goesOnInTheNextMillisecond() {
    Version before = clock.next();
    for (int i = 0; i < 1 << 15; i++) { // the upper half is for versions far ahead
      Version next = clock.next();
      assertThat(next.isNewerThan(before)).isTrue();
      before = next;
    }

    assertThat(before.millis()).isEqualTo(START + 1);
  }

  @Test
  void next_wallClockStepsBack_stillRises() {
    Version before = clock.next();
    wall.addAndGet(-HOUR);

    assertThat(clock.next()).isEqualTo(new Version(before.stamp() + 1, ME));
  }

  @Test
  void next_wallClockStepsForthAndBack_staysAheadUntilTheTimeHasCome() {
    wall.addAndGet(HOUR);
    Version ahead = clock.next();
    wall.addAndGet(-HOUR);

    assertThat(clock.next()).isEqualTo(new Version(ahead.stamp() + 1, ME));
    wall.addAndGet(HOUR + 1);
    assertThat(clock.next().millis()).isEqualTo(START + HOUR + 1);
  }

  @Test
  void next_wallClockBeforeTheEpoch_rises() {
    wall.set(-HOUR);

    assertThat(clock.next().isNewerThan(new Version(0, Long.MAX_VALUE))).isTrue();
  }

  @Test
  void merge_newerWithinTheLead_isFollowed() {
    Version heard = new Version(Version.firstStampOf(START + LEAD), OTHER);

    assertThat(clock.merge(heard)).isTrue();

    assertThat(clock.next()).isEqualTo(new Version(heard.stamp() + 1, ME));
    assertThat(clock.refusals()).isZero();
  }

  @Test
  void merge_older_changesNothing() {
    Version before = clock.next();

    assertThat(clock.merge(new Version(1, OTHER))).isTrue();

    assertThat(clock.next().stamp()).isEqualTo(before.stamp() + 1);
  }

  @Test
  void merge_tooFarAhead_isCountedAndNotFollowed() {
    Version heard = new Version(Version.firstStampOf(START + LEAD) + 1, OTHER);

    assertThat(clock.merge(heard)).isFalse();

    assertThat(clock.refusals()).isOne();
    assertThat(clock.next().millis()).isEqualTo(START);
  }

  @Test
  void merge_notAheadOfThisClock_isFineHoweverFarAheadOfTheTimeOfDay() {
    wall.addAndGet(HOUR);
    Version own = clock.next();
    wall.addAndGet(-HOUR);

    assertThat(clock.merge(own)).isTrue();
    assertThat(clock.refusals()).isZero();
  }

  @Test
  void nextAbove_newerWithinTheLead_isFollowed() {
    Version previous = new Version(Version.firstStampOf(START + LEAD), OTHER);

    assertThat(clock.nextAbove(previous)).isEqualTo(new Version(previous.stamp() + 1, ME));
    assertThat(clock.next()).isEqualTo(new Version(previous.stamp() + 2, ME));
  }

  @Test
  void nextAbove_older_isTheTimeOfDay() {
    assertThat(clock.nextAbove(new Version(9, OTHER)).millis()).isEqualTo(START);
  }

  @Test
  void nextAbove_tooFarAhead_isAboveYetNotFollowed() {
    Version previous = new Version(Version.firstStampOf(START + HOUR), OTHER);

    Version above = clock.nextAbove(previous);
    Version again = clock.nextAbove(previous);

    assertThat(above.isNewerThan(previous)).isTrue();
    assertThat(again.isNewerThan(above)).isTrue();
    assertThat(again.millis()).isEqualTo(START + HOUR);
    assertThat(clock.next().millis()).isEqualTo(START);
  }

  @Test
  void next_whereAVersionAheadWasGivenBefore_passesOverIt() {
    Version above = clock.nextAbove(new Version(Version.firstStampOf(START + HOUR), OTHER));
    wall.addAndGet(HOUR - LEAD);
    assertThat(clock.next().millis()).isEqualTo(START + HOUR - LEAD);
    wall.addAndGet(1);

    assertThat(clock.next().isNewerThan(above)).isTrue();
  }

  /** Stamps given far ahead lie scattered; the clock comes by the lower ones while the highest is still too far ahead. */
  @Test
  void next_betweenVersionsGivenAhead_repeatsNone() {
    Set<Version> given = new HashSet<>();
    given.add(clock.nextAbove(new Version(Version.firstStampOf(START + HOUR), OTHER)));
    given.add(clock.nextAbove(new Version(Version.firstStampOf(START + 10 * HOUR), OTHER)));
    wall.addAndGet(HOUR);

    for (int i = 0; i < 1 << 16; i++) {
      assertThat(given.add(clock.next())).isTrue();
    }
  }

  @Test
  void nextAbove_theLastOfAll_isRefused() {
    Version last = new Version(Long.MAX_VALUE, OTHER);

    assertThatThrownBy(() -> clock.nextAbove(last))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no version above");
  }

  @Test
  void nextAbove_theLastOfAllWasGiven_isRefusedAndTheClockGoesOn() {
    Version last = clock.nextAbove(new Version(Long.MAX_VALUE - 1, OTHER));
    assertThat(last.stamp()).isEqualTo(Long.MAX_VALUE);
    Version far = new Version(Version.firstStampOf(START + HOUR), OTHER);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> clock.nextAbove(far))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("there is no version above the stamp " + Long.MAX_VALUE);
    }
    assertThat(clock.next().millis()).isEqualTo(START);
  }

  @Test
  void versions_manyThreadsAndAJumpingClock_areUniqueAndRise() throws Exception {
    assertAllDiffer((random, before) -> {
      wall.addAndGet(random.nextInt(2_001) - 1_000);
      clock.merge(new Version(Version.firstStampOf(START + random.nextInt((int) LEAD)), OTHER));
      Version next = random.nextBoolean() ? clock.next() : clock.nextAbove(before);
      assertThat(next.isNewerThan(before)).as("seed %d", seed).isTrue();
      return next;
    });
  }

  /** A time of day that wanders over an hour: versions far ahead are given, passed over, and never given again. */
  @Test
  void versions_aboveThoseFarAhead_areNeverGivenTwice() throws Exception {
    assertAllDiffer((random, before) -> {
      wall.addAndGet(random.nextInt(100));
      Version far =
          new Version(Version.firstStampOf(wall.get() + LEAD + random.nextInt((int) HOUR)), OTHER);
      return random.nextInt(4) == 0 ? clock.nextAbove(far) : clock.next();
    });
  }

  /** Has several threads take versions, each of which is told the one that it took before. */
  private void assertAllDiffer(BiFunction<Random, Version, Version> taking) throws Exception {
    int threads = 8;
    int rounds = 20_000;
    List<List<Version>> given = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      given.add(new ArrayList<>());
    }

    Threads.run(threads, thread -> {
      Random random = new Random(seed + thread);
      Version last = clock.next();
      given.get(thread).add(last);
      for (int i = 0; i < rounds; i++) {
        last = taking.apply(random, last);
        given.get(thread).add(last);
      }
    });

    Set<Version> all = new HashSet<>();
    given.forEach(all::addAll);
    assertThat(all).as("seed %d", seed).hasSize(threads * (rounds + 1));
  }
}
