// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.history.Allowance;
import io.github.lungo.cluster.history.Linearizability;
import io.github.lungo.cluster.history.Verdict;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That nothing is lost and nothing comes back when those who lead a key go at the worst moments, and that the mistakes would be
 * noticed that matter then only.
 */
final class LeaderScheduleTest {
  private static final long FIRST = Long.getLong("schedules.seed", 0);
  private static final int BLOCKS = Integer.getInteger("schedules.times", 1);
  private static final int AT_ONCE = 5;
  private static final int MOST_SEEDS_TO_FIND_A_MISTAKE = 30;

  /** What happens to those who lead. */
  enum Trouble {
    /** Two crash, the second one soon after the first. */
    SUCCESSORS_CRASH(SimulatedOwners.EVERYBODY, 3, 4) {
      @Override
      void happen(LeaderTrouble trouble) {
        trouble.crashLeaders(3);
      }
    },
    /** Each time a member is sent all, who sends it crashes. */
    SENDERS_CRASH(2, 3, 4) {
      @Override
      void happen(LeaderTrouble trouble) {
        trouble.crashLeadersWhileOthersCome(4);
      }
    },
    /** Segments move on and return while tombstones go. */
    FORGETFUL_OWNERS_RETURN(1, 2, 6) {
      @Override
      void happen(LeaderTrouble trouble) {
        trouble.moveAndForget(4);
      }
    };

    private final int copies;
    private final int members;
    private final int keys;

    Trouble(int copies, int members, int keys) {
      this.copies = copies;
      this.members = members;
      this.keys = keys;
    }

    abstract void happen(LeaderTrouble trouble);

    Play played(long seed, Set<ReplicationFault> mistakes) {
      NetworkSettings settings = NetworkSettings.reliable().withFaultyFrames(0.05, 0.05);
      Play play = new Play(seed, copies, members, settings, mistakes)
          .amongKeys(LeaderTrouble.keysOfOneSegment(keys));
      play.runDuring(() -> happen(new LeaderTrouble(play)), 2);
      return play;
    }
  }

  static Stream<Arguments> plays() {
    return Stream.of(Trouble.values())
        .flatMap(trouble -> IntStream.range(0, 2 * BLOCKS)
            .mapToObj(block -> Arguments.of(trouble, FIRST + (long) block * AT_ONCE)));
  }

  @ParameterizedTest
  @MethodSource("plays")
  void leadersGo_linearizable(Trouble trouble, long first) {
    assertLinearizable(trouble, first, Set.of());
  }

  private static void assertLinearizable(
      Trouble trouble, long first, Set<ReplicationFault> mistakes) {
    for (long seed = first; seed < first + AT_ONCE; seed++) {
      Play play = trouble.played(seed, mistakes);
      if (play.cluster.hasSplit) {
        continue; // members that were expelled and live are not promised anything yet
      }
      Verdict verdict = check(play);

      assertThat(verdict.isLinearizable()).as("seed %s: %s", seed, verdict).isTrue();
      assertThat(play.unanswered()).as("seed %s", seed).isEmpty();
      assertThat(play.cluster.copiesThatDiffer()).as("seed %s", seed).isEmpty();
    }
  }

  private static Verdict check(Play play) {
    return Linearizability.allowing(Allowance.UNSTORED_LOADS).check(play.history());
  }

  /** Returns mistakes, and when they matter. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(Trouble.SUCCESSORS_CRASH, Set.of(ReplicationFault.ADOPTS_BEFORE_REPLICATING)),
        Arguments.of(Trouble.SUCCESSORS_CRASH, Set.of(ReplicationFault.ASKS_NOBODY)),
        Arguments.of(Trouble.SENDERS_CRASH, Set.of(ReplicationFault.DROPS_COPIES_EARLY)),
        Arguments.of(
            Trouble.FORGETFUL_OWNERS_RETURN, Set.of(ReplicationFault.APPLIES_FLOOR_TO_PARTS)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakes_areFound(Trouble trouble, Set<ReplicationFault> mistakes) {
    for (long seed = 0; seed < MOST_SEEDS_TO_FIND_A_MISTAKE; seed++) {
      Play play = trouble.played(seed, mistakes);
      if (!play.cluster.hasSplit && !check(play).isLinearizable()) {
        return;
      }
    }
    throw new AssertionError("nothing was found in " + MOST_SEEDS_TO_FIND_A_MISTAKE + " seeds");
  }
}
