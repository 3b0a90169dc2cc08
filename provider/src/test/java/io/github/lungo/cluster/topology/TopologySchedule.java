// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.simulation.FaultKind;
import io.github.lungo.cluster.simulation.FaultLimits;
import io.github.lungo.cluster.simulation.Faults;
import io.github.lungo.cluster.simulation.NetworkSettings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Members come and go in all ways, as a seed has it, on a network that makes trouble. Confined to one thread. */
final class TopologySchedule {
  private static final String COMMON = "common";
  private static final String FICKLE = "fickle";
  private static final int CHANGES = 12;
  private static final int TROUBLES = 14;
  private static final FaultKind[] UNNOTICED = {
    FaultKind.PAUSE, FaultKind.CUT, FaultKind.CUT_ONE_WAY, FaultKind.LOSS
  };
  private static final FaultKind[] COMING_AND_GOING = {
    FaultKind.CRASH, FaultKind.RESTART, FaultKind.LEAVE, FaultKind.JOIN
  };

  private final TopologyCluster cluster;
  private final Faults troubles;
  private final Faults moves;

  /** Creates a schedule whose troubles nobody mistakes for a crash, except where several meet. */
  TopologySchedule(long seed, Set<TopologyFault> broken) {
    this(seed, broken, false);
  }

  /** @param isSplit whether members also lose sight of each other, and meet again */
  TopologySchedule(long seed, Set<TopologyFault> broken, boolean isSplit) {
    NetworkSettings settings = NetworkSettings.reliable().withFaultyFrames(0.05, 0.05);
    cluster = new TopologyCluster(seed, settings, broken, List.of(COMMON, FICKLE));
    FaultLimits limits =
        FaultLimits.of(UNNOTICED).times(TROUBLES).unnoticed(cluster.network.detection());
    FaultLimits all = FaultLimits.of(COMING_AND_GOING).times(CHANGES).keeping(2);
    troubles = new Faults(seed, cluster.network, limits, cluster);
    moves = new Faults(seed + 1_000_000, cluster.network, all, cluster);
  }

  /** Returns what was wrong; nothing, if all was well. */
  List<String> play() {
    int first = 1 + cluster.random.nextInt(4);
    for (int i = 0; i < first; i++) {
      cluster.start(cluster.network.add());
      cluster.time.runFor(Duration.ofMillis(cluster.random.nextInt(500)));
    }
    troubles.start();
    moves.start();
    while (!(troubles.areOver() && moves.areOver())) {
      cluster.time.runFor(Duration.ofMillis(cluster.random.nextInt(3_000)));
      joinOrLeave();
    }
    try {
      cluster.awaitRest();
      cluster.time.runFor(Duration.ofSeconds(5));
    } catch (AssertionError unrest) {
      String text = String.valueOf(unrest.getMessage());
      cluster.watch.violation(
          "unrest", cluster.state() + text.substring(0, Math.min(300, text.length())));
    }
    if (!cluster.isAtRest()) {
      cluster.watch.violation("unrest", "after rest" + cluster.state());
    }
    return cluster.watch.violations();
  }

  /** A member that stays in the cluster ceases to run a cache, or runs it again. */
  private void joinOrLeave() {
    List<TopologyMember> living = cluster.living();
    if (living.isEmpty()) {
      return;
    }
    TopologyMember member = living.get(cluster.random.nextInt(living.size()));
    if (!member.runs(FICKLE)) {
      var unused = member.join(FICKLE);
    } else if (member.joined(FICKLE).isDone()) {
      var unused = member.leave(FICKLE);
    }
  }
}
