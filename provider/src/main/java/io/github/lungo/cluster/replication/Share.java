// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of its bound a member may fill with the entries of the segments that it leads, so that it and the others have room
 * for what they keep as backups: for each segment as much as the most burdened of those members can give each of its own.
 */
final class Share {

  private Share() {}

  /** Returns the part of the bound, from 0 to 1. Of all that a member keeps, its own and others' parts make 1 at most. */
  static double of(Topology topology, NodeId member) {
    Map<NodeId, Integer> kept = new HashMap<>();
    for (SegmentOwners owners : topology.segments()) {
      owners.nodes().forEach(owner -> kept.merge(owner, 1, Integer::sum));
    }
    int led = 0;
    int most = 1;
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      if (topology.primaryOf(segment).equals(member)) {
        led++;
        for (NodeId owner : topology.ownersOf(segment).nodes()) {
          most = Math.max(most, kept.getOrDefault(owner, 0));
        }
      }
    }
    return (double) led / most;
  }
}
