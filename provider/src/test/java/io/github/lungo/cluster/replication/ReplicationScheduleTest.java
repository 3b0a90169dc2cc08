// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.history.Linearizability;
import io.github.lungo.cluster.history.Verdict;
import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That all operations of all members are linearizable, key by key, whatever happens to some members and the network, and that
 * this would be noticed if it were not so.
 */
class ReplicationScheduleTest {
  private static final long FIRST = Long.getLong("lungo.seed", 0);
  private static final int SEEDS = Integer.getInteger("lungo.seeds", 200);
  private static final int MOST_SEEDS_TO_FIND_A_MISTAKE = 400;
  private static final int EVERYBODY = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, EVERYBODY})
  void anyFaults_linearizable(int copies) {
    int played = 0;
    for (long seed = FIRST; played < SEEDS; seed++) {
      Play play = played(seed, copies, Set.of());
      if (play.hasSplit) {
        continue; // members that were expelled and live are not promised anything yet
      }
      played++;
      Verdict verdict = Linearizability.allowing().check(play.history());

      assertThat(verdict.isLinearizable())
          .as("seed %s, copies %s: %s", seed, copies, verdict)
          .isTrue();
      for (Map.Entry<String, List<String>> seen : play.contents().entrySet()) {
        assertThat(Set.copyOf(seen.getValue()))
            .as("seed %s, copies %s, key %s", seed, copies, seen.getKey())
            .hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READS_WHILE_INCOMPLETE", "FORGETS_CALLS", "SHOWS_UNSETTLED"})
  void mistakes_areFound(ReplicationFault mistake) {
    for (long seed = 0; seed < MOST_SEEDS_TO_FIND_A_MISTAKE; seed++) {
      Play play = played(seed, 2, Set.of(mistake));
      if (!play.hasSplit && !Linearizability.allowing().check(play.history()).isLinearizable()) {
        return;
      }
    }
    throw new AssertionError("nothing was found in " + MOST_SEEDS_TO_FIND_A_MISTAKE + " seeds");
  }

  private static Play played(long seed, int copies, Set<ReplicationFault> mistakes) {
    Play play = new Play(
        seed, copies, 3, NetworkSettings.reliable().withFaultyFrames(0.02, 0.05), mistakes);
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
        limits.times(6).keeping(2).unnoticed(play.network.detection()).every(Duration.ofSeconds(1)),
        6);
    return play;
  }
}
