// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That each member that lives hears once, and in its key's order, of every put that was acknowledged, and synchronous listeners
 * before it was, though the members die that made or led it.
 */
final class HearingScheduleTest {
  private static final long FIRST = Long.getLong("seed", 0);
  private static final int SEEDS = Integer.getInteger("seeds", 15);

  @ParameterizedTest
  @ValueSource(ints = {2, Integer.MAX_VALUE})
  void puts_anyFaults_areHeardOnceAndInOrder(int copies) {
    int written = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      NetworkSettings settings = NetworkSettings.reliable().withFaultyFrames(0.02, 0.05);
      HearingPlay play = new HearingPlay(seed, copies, settings);
      play.run(FaultLimits.of(
              FaultKind.JOIN,
              FaultKind.CRASH,
              FaultKind.RESTART,
              FaultKind.PAUSE,
              FaultKind.CUT,
              FaultKind.LOSS)
          .times(6)
          .keeping(2)
          .unnoticed(settings.detection())
          .every(Duration.ofSeconds(1)));

      if (play.hasSplit()) {
        continue;
      }
      assertThat(play.faults()).as("seed %s, copies %s", seed, copies).isEmpty();
      written += play.written();
    }
    assertThat(written).isGreaterThan(SEEDS * 100);
  }
}
