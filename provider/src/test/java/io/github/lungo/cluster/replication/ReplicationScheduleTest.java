// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.Resilience;
import io.github.lungo.cluster.history.Allowance;
import io.github.lungo.cluster.history.Linearizability;
import io.github.lungo.cluster.history.OverlappingLoads;
import io.github.lungo.cluster.history.Verdict;
import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.local.Bound;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That all operations of all members are linearizable, key by key, whatever happens to some members and the network, and that
 * this would be noticed if it were not so.
 */
class ReplicationScheduleTest {
  private static final long FIRST = Long.getLong("schedules.seed", 0);
  private static final int EVERYBODY = Integer.MAX_VALUE;
  private static final int AT_ONCE = 10;

  /** More seeds than are played, as some are passed over. */
  private static final int SPREAD = 2;

  private static final int TIMES = Integer.getInteger("schedules.times", 1);
  private static final int MOST_SEEDS_TO_FIND_A_MISTAKE = 400;

  /** Returns how many owners there are, and the seeds of one test: so many that none takes long. */
  static Stream<Arguments> plays() {
    return Stream.of(
            plays(1, 50 * TIMES),
            plays(2, 100 * TIMES),
            plays(3, 50 * TIMES),
            plays(EVERYBODY, 200 * TIMES))
        .flatMap(some -> some);
  }

  private static Stream<Arguments> plays(int copies, int seeds) {
    return IntStream.range(0, seeds / AT_ONCE)
        .mapToObj(block -> Arguments.of(copies, FIRST + (long) block * AT_ONCE * SPREAD));
  }

  /** Returns the same for faults that come before others have been made up for. */
  static Stream<Arguments> hastyPlays() {
    return Stream.of(plays(2, 20 * TIMES), plays(3, 10 * TIMES), plays(EVERYBODY, 20 * TIMES))
        .flatMap(some -> some);
  }

  @ParameterizedTest
  @MethodSource("plays")
  void anyFaults_linearizable(int copies, long first) {
    assertLinearizable(copies, first, seed -> played(seed, copies, Set.of()));
  }

  @ParameterizedTest
  @MethodSource("hastyPlays")
  void faultsUponFaults_linearizable(int copies, long first) {
    assertLinearizable(copies, first, seed -> playedHastily(seed, copies, Set.of()));
  }

  private static void assertLinearizable(int copies, long first, LongFunction<Play> player) {
    int played = 0;
    for (long seed = first; played < AT_ONCE; seed++) {
      Play play = player.apply(seed);
      if (play.cluster.hasSplit) {
        continue; // members that were expelled and live are not promised anything yet
      }
      played++;
      Verdict verdict = Linearizability.allowing(Allowance.UNSTORED_LOADS).check(play.history());

      assertThat(verdict.isLinearizable())
          .as("seed %s, copies %s: %s", seed, copies, verdict)
          .isTrue();
      assertThat(OverlappingLoads.in(play.history(), play.cluster.changes))
          .as("seed %s, copies %s", seed, copies)
          .isEmpty();
      assertThat(play.unanswered()).as("seed %s, copies %s", seed, copies).isEmpty();
      for (Map.Entry<String, List<String>> seen : play.contents().entrySet()) {
        assertThat(Set.copyOf(seen.getValue()))
            .as("seed %s, copies %s, key %s", seed, copies, seen.getKey())
            .hasSize(1);
      }
    }
  }

  static Stream<Arguments> playsInLittleRoom() {
    return Stream.of(plays(1, 10 * TIMES), plays(2, 20 * TIMES), plays(EVERYBODY, 20 * TIMES))
        .flatMap(some -> some);
  }

  /** Entries leave for want of room, and stay away until somebody puts or loads them again. */
  @ParameterizedTest
  @MethodSource("playsInLittleRoom")
  void anyFaults_littleRoom_linearizable(int copies, long first) {
    int played = 0;
    int evictions = 0;
    for (long seed = first; played < AT_ONCE; seed++) {
      Play play = inLittleRoom(seed, copies, Set.of());
      if (play.cluster.hasSplit) {
        continue;
      }
      played++;
      evictions += play.cluster.evictions;
      Verdict verdict = inLittleRoom().check(play.history());

      assertThat(verdict.isLinearizable())
          .as("seed %s, copies %s: %s", seed, copies, verdict)
          .isTrue();
      assertThat(play.unanswered()).as("seed %s, copies %s", seed, copies).isEmpty();
      assertThat(play.cluster.copiesThatDiffer())
          .as("seed %s, copies %s", seed, copies)
          .isEmpty();
    }
    assertThat(evictions).isGreaterThan(10 * AT_ONCE);
  }

  @Test
  void evictionsThatBackupsDoNotHearOf_areFound() {
    for (long seed = 0; seed < MOST_SEEDS_TO_FIND_A_MISTAKE; seed++) {
      Play play = inLittleRoom(seed, EVERYBODY, Set.of(ReplicationFault.EVICTS_ALONE));
      if (!play.cluster.hasSplit && !inLittleRoom().check(play.history()).isLinearizable()) {
        return;
      }
    }
    throw new AssertionError("nothing was found in " + MOST_SEEDS_TO_FIND_A_MISTAKE + " seeds");
  }

  /** Members read copies of what they do not own, and write what others have copies of. */
  @ParameterizedTest
  @MethodSource("playsWithCopies")
  void anyFaults_hotCopies_linearizable(int copies, long first) {
    int hotReads = 0;
    int played = 0;
    for (long seed = first; played < AT_ONCE; seed++) {
      Play play = withCopies(seed, copies, Set.of());
      if (play.cluster.hasSplit) {
        continue;
      }
      played++;
      hotReads += play.hotReads;
      Verdict verdict = Linearizability.allowing(Allowance.UNSTORED_LOADS).check(play.history());

      assertThat(verdict.isLinearizable())
          .as("seed %s, copies %s: %s", seed, copies, verdict)
          .isTrue();
      assertThat(play.unanswered()).as("seed %s, copies %s", seed, copies).isEmpty();
    }
    assertThat(hotReads).isGreaterThan(5 * AT_ONCE);
  }

  static Stream<Arguments> playsWithCopies() {
    return Stream.of(plays(1, 20 * TIMES), plays(2, 40 * TIMES)).flatMap(some -> some);
  }

  @ParameterizedTest
  @Timeout(180)
  @CsvSource({
    "KEEPS_OVERTAKEN_FILLS, 20",
    "COMMITS_BEFORE_COPIES_ARE_DROPPED, 15",
    "SERVES_PAST_THE_LEASE, 50",
    "KEEPS_COPIES_FOR_THE_NEXT_PRIMARY, 0"
  })
  void mistakesWithCopies_areFound(ReplicationFault mistake, long first) {
    assertFound(first, seed -> withCopies(seed, 2, Set.of(mistake)));
  }

  private static Play withCopies(long seed, int copies, Set<ReplicationFault> mistakes) {
    Play play = new Play(seed, copies, 4, faultyFrames(), mistakes, SimulatedOwners.UNBOUNDED, 2);
    return played(play.reading(8), copies);
  }

  private static Linearizability inLittleRoom() {
    return Linearizability.allowing(Allowance.UNSTORED_LOADS, Allowance.VANISHING_ENTRIES);
  }

  static Stream<Arguments> playsThatRemember() {
    return Stream.of(plays(2, 20 * TIMES), plays(EVERYBODY, 20 * TIMES)).flatMap(some -> some);
  }

  /** That a load found nothing or failed is known for a while, to all members, unless the key is written. */
  @ParameterizedTest
  @MethodSource("playsThatRemember")
  void anyFaults_loadsAreRemembered_linearizable(int copies, long first) {
    assertLinearizable(copies, first, seed -> {
      Play play = remembering(seed, copies, Set.of());
      assertThat(LoadsFromMemory.in(play.history()).outdated())
          .as("seed %s, copies %s", seed, copies)
          .isEmpty();
      return play;
    });
  }

  @Test
  void loads_areAnsweredFromMemoryNowAndThen() {
    assertThat(LongStream.range(0, 60)
            .mapToObj(seed -> LoadsFromMemory.in(remembering(seed, 2, Set.of()).history()))
            .anyMatch(loads -> loads.number() > 0))
        .isTrue();
  }

  @Test
  void loadsRememberedBeyondWrites_areFound() {
    assertThat(LongStream.range(0, 100)
            .anyMatch(seed -> !LoadsFromMemory.in(
                    remembering(seed, 2, Set.of(ReplicationFault.KEEPS_REMNANTS))
                        .history())
                .outdated()
                .isEmpty()))
        .isTrue();
  }

  private static Play remembering(long seed, int copies, Set<ReplicationFault> mistakes) {
    Resilience resilience = LungoConfiguration.builder(String.class, Long.class)
        .negativeTimeToLive(Duration.ofSeconds(3))
        .failureBackoff(Duration.ofSeconds(1))
        .build()
        .resilience();
    return played(
        Play.rememberingLoads(seed, copies, faultyFrames(), mistakes, resilience), copies);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "READS_WHILE_INCOMPLETE",
        "FORGETS_CALLS",
        "SHOWS_UNSETTLED",
        "CLEARS_OUT_OF_TURN",
        "KEEPS_FLIGHTS"
      })
  void mistakes_areFound(ReplicationFault mistake) {
    assertFound(0, seed -> played(seed, 2, Set.of(mistake)));
  }

  /** Needs some more seeds than the others. */
  @Test
  @Timeout(180)
  void commitOnOldOwners_isFound() {
    assertFound(
        150, seed -> playedHastily(seed, 2, Set.of(ReplicationFault.COMMITS_ON_OLD_OWNERS)));
  }

  /**
   * Looks for a seed that finds a mistake.
   *
   * @param first where to begin, as one of the next was known to find it; another change of the schedules, and it is another
   */
  private static void assertFound(long first, LongFunction<Play> player) {
    for (long seed = first; seed < first + MOST_SEEDS_TO_FIND_A_MISTAKE; seed++) {
      Play play = player.apply(seed);
      if (!play.cluster.hasSplit
          && !Linearizability.allowing(Allowance.UNSTORED_LOADS)
              .check(play.history())
              .isLinearizable()) {
        return;
      }
    }
    throw new AssertionError("nothing was found in " + MOST_SEEDS_TO_FIND_A_MISTAKE + " seeds");
  }

  private static Play inLittleRoom(long seed, int copies, Set<ReplicationFault> mistakes) {
    Bound bound = new Bound(OptionalLong.of(2), OptionalLong.empty());
    return played(new Play(seed, copies, 3, faultyFrames(), mistakes, bound, 8), copies);
  }

  private static Play played(long seed, int copies, Set<ReplicationFault> mistakes) {
    return played(new Play(seed, copies, 3, faultyFrames(), mistakes), copies);
  }

  private static NetworkSettings faultyFrames() {
    return NetworkSettings.reliable().withFaultyFrames(0.02, 0.05);
  }

  private static Play played(Play play, int copies) {
    FaultLimits limits = copies == 1
        ? FaultLimits.of(
            FaultKind.JOIN, FaultKind.LEAVE, FaultKind.PAUSE, FaultKind.CUT, FaultKind.LOSS)
        : FaultLimits.of(
            FaultKind.JOIN,
            FaultKind.LEAVE,
            FaultKind.CRASH,
            FaultKind.RESTART,
            FaultKind.PAUSE,
            FaultKind.CUT,
            FaultKind.LOSS);
    play.run(
        limits
            .times(6)
            .keeping(2)
            .unnoticed(play.cluster.network.detection())
            .every(Duration.ofSeconds(1)),
        6);
    return play;
  }

  private static Play playedHastily(long seed, int copies, Set<ReplicationFault> mistakes) {
    Play play = new Play(
        seed, copies, 4, NetworkSettings.reliable().withFaultyFrames(0.05, 0.05), mistakes);
    play.runHastily(
        FaultLimits.of(
                FaultKind.JOIN,
                FaultKind.LEAVE,
                FaultKind.CRASH,
                FaultKind.CUT,
                FaultKind.CUT_ONE_WAY,
                FaultKind.LOSS)
            .times(16)
            .keeping(2)
            .lastingUpTo(Duration.ofMillis(1_500))
            .every(Duration.ofMillis(150)),
        6);
    return play;
  }
}
