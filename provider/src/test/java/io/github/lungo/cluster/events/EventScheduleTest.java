// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * That each member that lives hears every event of living primaries once and in its key's order, and synchronous listeners
 * before its caller goes on, whatever happens to some members and the network.
 */
final class EventScheduleTest {
  private static final long FIRST = Long.getLong("seed", 0);
  private static final int SEEDS = Integer.getInteger("seeds", 15);

  @Test
  void events_anyFaults_areHeardOnceAndInOrder() {
    int heard = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      NetworkSettings settings = NetworkSettings.reliable().withFaultyFrames(0.02, 0.05);
      EventPlay play = new EventPlay(seed, 3, settings);
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

      assertThat(play.faults()).as("seed %s", seed).isEmpty();
      heard += play.heard();
    }
    assertThat(heard).isGreaterThan(SEEDS * 100);
  }
}
