// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Has members drop all that they hold: what all have written until now is found out first; then nobody may join a load any
 * more that some member runs, and only then copies are dropped.
 */
final class Clearing implements Errand {
  private static final int CLOCKS = 0;
  private static final int FENCES = 1;
  private static final int ROUNDS = 3;

  private final HybridClock clock;
  private final Predicate<NodeId> isCleared;
  private Version newest = Version.LEAST;

  /**
   * Creates a clearing.
   *
   * @param isCleared says whose copies go; the loads of all are fenced
   */
  Clearing(HybridClock clock, Predicate<NodeId> isCleared) {
    this.clock = clock;
    this.isCleared = isCleared;
  }

  @Override
  public int rounds() {
    return ROUNDS;
  }

  @Override
  public Map<NodeId, byte[]> round(int number, Topology topology) {
    Map<NodeId, byte[]> round = new LinkedHashMap<>();
    byte[] body = body(number, topology);
    for (NodeId member : topology.members()) {
      if (number <= FENCES || isCleared.test(member)) {
        round.put(member, body);
      }
    }
    return round;
  }

  private byte[] body(int number, Topology topology) {
    return switch (number) {
      case CLOCKS -> MessageForm.clock();
      case FENCES -> MessageForm.fence(topology.name());
      default -> MessageForm.clear(topology.name(), clock.nextAbove(newest));
    };
  }

  @Override
  public boolean isToRepeat(Version known) {
    newest = known.isNewerThan(newest) ? known : newest;
    return false;
  }
}
