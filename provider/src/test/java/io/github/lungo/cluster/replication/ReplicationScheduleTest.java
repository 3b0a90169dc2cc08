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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That all operations of all members are linearizable, key by key, whatever happens to some members and the network. */
class ReplicationScheduleTest {
  private static final long FIRST = Long.getLong("seed", 0);
  private static final int SEEDS = Integer.getInteger("seeds", 100);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void anyFaults_linearizable(int copies) {
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Play play =
          new Play(seed, copies, 3, NetworkSettings.reliable().withFaultyFrames(0.02, 0.05));
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
              .unnoticed(play.network.detection())
              .every(Duration.ofSeconds(1)),
          6);
      Verdict verdict = Linearizability.allowing().check(play.history());

      assertThat(verdict.isLinearizable())
          .as("seed %s, copies %s: %s", seed, copies, verdict)
          .isTrue();
      for (Map.Entry<String, List<String>> seen : play.contents().entrySet()) {
        assertThat(seen.getValue().stream().distinct().toList())
            .as("seed %s, copies %s, key %s", seed, copies, seen.getKey())
            .hasSize(1);
      }
    }
  }
}
