// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import java.util.HashSet;
import java.util.Set;

/**
 * The members that have gone without a word and may have had copies of a segment's entries. They may live, and show them for
 * as long as a primary has given them time: a new primary, which does not know what the former one gave to whom, lets all that
 * time pass. Owners have no such copies, so that the crash of a primary alone costs nothing. Confined to the segment's mailbox.
 */
final class LostHolders {
  private final int segment;
  private final Grants grants;
  private final Set<NodeId> possible = new HashSet<>();
  private boolean isAnyLost;
  private long lostAt;

  LostHolders(int segment, Grants grants) {
    this.segment = segment;
    this.grants = grants;
  }

  /** A topology is replaced. */
  void replaced(Topology before) {
    if (grants.areCopiesKept()) {
      before.members().stream()
          .filter(member -> !before.isOwner(member, segment))
          .forEach(possible::add);
    }
  }

  /** All members have installed the topology, and dropped all copies. */
  void inForce(Topology topology) {
    if (!topology.members().containsAll(possible)) {
      isAnyLost = true;
      lostAt = grants.now();
    }
    possible.clear();
  }

  /** Returns for how many nanoseconds somebody may still show copies. */
  long left() {
    return isAnyLost ? Math.max(0, lostAt + Lease.WAIT.toNanos() - grants.now()) : 0;
  }
}
