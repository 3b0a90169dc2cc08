// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;

/** What this member is to a segment in one topology. Immutable; another topology has others, be they equal. */
final class Standing {
  private final Topology topology;
  private final boolean isOwner;
  private final boolean isComplete;
  private final boolean isPrimary;
  private final boolean isTransferring;

  Standing(Topology topology, int segment, NodeId self) {
    SegmentOwners owners = topology.ownersOf(segment);
    this.topology = topology;
    this.isOwner = owners.nodes().contains(self);
    this.isComplete = owners.complete().contains(self);
    this.isPrimary = owners.primary().equals(self);
    this.isTransferring = !owners.isSettled();
  }

  Topology topology() {
    return topology;
  }

  boolean isOwner() {
    return isOwner;
  }

  /** Returns whether this member has all of the segment, so that what it does not have is not there. */
  boolean isComplete() {
    return isComplete;
  }

  boolean isPrimary() {
    return isPrimary;
  }

  /** Returns whether there are owners that do not have all of the segment yet. */
  boolean isTransferring() {
    return isTransferring;
  }
}
