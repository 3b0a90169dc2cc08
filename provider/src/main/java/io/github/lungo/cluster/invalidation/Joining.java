// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sets a new member's clock: what it writes must be newer than what was written before it came.
 *
 * @param self the new member
 */
record Joining(NodeId self, HybridClock clock) implements Errand {

  @Override
  public int rounds() {
    return 1;
  }

  @Override
  public Map<NodeId, byte[]> round(int number, Topology topology) {
    Map<NodeId, byte[]> round = new LinkedHashMap<>();
    topology.members().forEach(member -> round.put(member, MessageForm.clock()));
    round.remove(self);
    return round;
  }

  @Override
  public boolean isToRepeat(Version known) {
    var unused = clock.merge(known); // one too far ahead is met by each write anew
    return false;
  }
}
