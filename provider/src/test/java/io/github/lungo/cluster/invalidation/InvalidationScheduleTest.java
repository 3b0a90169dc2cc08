// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LoadAt;
import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** That nobody reads what is older than an acknowledged write, whatever happens to some members and the network. */
final class InvalidationScheduleTest {
  private static final long FIRST = Long.getLong("schedules.seed", 0);
  private static final int TIMES = Integer.getInteger("schedules.times", 1);
  private static final int SEEDS = 50;
  private static final int AT_ONCE = 25;

  /** Returns how many members there are, and the first seed of one test: so many that none takes long. */
  static Stream<Arguments> plays() {
    return IntStream.of(3, 4, 5)
        .boxed()
        .flatMap(members -> IntStream.range(0, SEEDS * TIMES / AT_ONCE)
            .mapToObj(block -> Arguments.of(members, FIRST + (long) block * AT_ONCE)));
  }

  @ParameterizedTest
  @MethodSource("plays")
  void anyFaults_noOlderValueAndFewLoads(int members, long first) {
    for (long seed = first; seed < first + AT_ONCE; seed++) {
      Play play = play(seed, members, Play.Traits.usual());

      assertThat(play.freshness.violations()).as("seed %s", seed).isEmpty();
      assertThat(Loads.tooMany(play)).as("seed %s", seed).isEmpty();
      assertThat(play.freshness.reads).as("seed %s", seed).isGreaterThan(50);
    }
  }

  @Test
  void loadAtCaller_noOlderValueAndFewLoads() {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Play play = play(seed, 4, Play.Traits.usual().loadingAt(LoadAt.CALLER));

      assertThat(play.freshness.violations()).as("seed %s", seed).isEmpty();
      assertThat(Loads.tooMany(play)).as("seed %s", seed).isEmpty();
      assertThat(play.freshness.reads).as("seed %s", seed).isGreaterThan(50);
    }
  }

  @Test
  void primarySilent_loadedAloneAndNoOlderValue() {
    long alone = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Play play = play(seed, 3, Play.Traits.usual().patient(Duration.ofMillis(300)));

      assertThat(play.freshness.violations()).as("seed %s", seed).isEmpty();
      alone += play.loadedAlone();
    }
    assertThat(alone).isPositive();
  }

  /** Told in two topologies is too rare for schedules at random; {@link InvalidationOrderTest} shows it. */
  @ParameterizedTest
  @CsvSource({"PARALLEL_ROUNDS, 60", "WAITING_LOAD_KEPT, 5", "PRIMARY_LOAD_KEPT, 5"})
  void mistakes_shownBySomeSchedule(Fault mistake, int seeds) {
    Play.Traits wrong = Play.Traits.usual().with(mistake);

    assertThat(LongStream.range(0, seeds))
        .anyMatch(seed -> !play(seed, 4, wrong).freshness.violations().isEmpty());
  }

  static Play play(long seed, int members, Play.Traits traits) {
    return play(
        seed,
        members,
        traits,
        NetworkSettings.reliable().withFaultyFrames(0.02, 0.05),
        new Clients.Habits(3, 0.1, Duration.ofMillis(20)));
  }

  static Play play(
      long seed, int members, Play.Traits traits, NetworkSettings settings, Clients.Habits habits) {
    Play play = new Play(seed, members, settings, traits);
    FaultLimits limits = FaultLimits.of(
            FaultKind.JOIN,
            FaultKind.CRASH,
            FaultKind.RESTART,
            FaultKind.PAUSE,
            FaultKind.CUT,
            FaultKind.LOSS)
        .times(6)
        .keeping(2)
        .unnoticed(play.network.detection())
        .every(Duration.ofSeconds(1));
    Faults faults = new Faults(seed, play.network, limits, play).onlyWhen(play::isReady);
    Clients clients = new Clients(play, habits);
    faults.start();
    clients.start(8);
    play.time.runUntil(
        () -> {
          play.noticeCrashes();
          return faults.areOver() && play.isReady();
        },
        Duration.ofMinutes(10));
    clients.stop();
    play.time.runUntil(
        () -> {
          play.noticeCrashes();
          return clients.areIdle();
        },
        Duration.ofMinutes(2));
    return play;
  }
}
