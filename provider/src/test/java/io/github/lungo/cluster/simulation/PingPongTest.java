// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** That the network finds a protocol's bug, and none where there is none. */
final class PingPongTest {
  private static final int SEEDS = 200;
  private static final int PINGS = 20;
  private static final Duration LONG = Duration.ofMinutes(10);

  /** Returns how often the pings were counted. */
  private static int play(long seed, boolean isForgetful, NetworkSettings settings) {
    VirtualTime time = new VirtualTime();
    SimulatedNetwork network = new SimulatedNetwork(seed, time, settings);
    PingPong pinging = start(network.add(), isForgetful);
    SimulatedNode target = network.add();
    PingPong counting = start(target, isForgetful);
    FaultLimits limits =
        FaultLimits.of(FaultKind.PAUSE, FaultKind.CUT, FaultKind.CUT_ONE_WAY, FaultKind.LOSS);
    new Faults(seed, network, limits.times(3), PingPongTest::noApplication).start();

    for (int id = 0; id < PINGS; id++) {
      pinging.ping(target.id(), id);
    }
    time.runUntil(pinging::isDone, LONG);
    time.runFor(Duration.ofSeconds(30));
    return counting.count();
  }

  private static void noApplication(SimulatedNode node) {
    throw new IllegalStateException("no node comes: " + node);
  }

  private static PingPong start(SimulatedNode node, boolean isForgetful) {
    PingPong pingPong = new PingPong(node, isForgetful);
    node.transport().start(pingPong);
    return pingPong;
  }

  @Test
  void ping_anyFaults_isCountedOnce() {
    NetworkSettings faulty = NetworkSettings.reliable().withFaultyFrames(0.2, 0.2);

    for (long seed = 0; seed < SEEDS; seed++) {
      assertThat(play(seed, false, faulty)).as("seed %s", seed).isEqualTo(PINGS);
    }
  }

  @Test
  void ping_dedupeForgotten_isFound() {
    int found = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      found += play(seed, true, NetworkSettings.reliable()) == PINGS ? 0 : 1;
    }

    assertThat(found).as("seeds of %s that find the bug", SEEDS).isPositive();
  }
}
