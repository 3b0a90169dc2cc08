// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The members that keep a segment, and which of them have all of it. Immutable.
 *
 * @param nodes the owners, without repetition: the primary first, at least that one
 * @param complete those of them that have all of the segment; the others are still being sent it
 */
public record SegmentOwners(List<NodeId> nodes, Set<NodeId> complete) {

  /** Copies both, and checks them. */
  public SegmentOwners {
    nodes = List.copyOf(nodes);
    complete = Set.copyOf(complete);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a segment without owners");
    }
    Set<NodeId> distinct = new HashSet<>(nodes);
    if (distinct.size() < nodes.size()) {
      throw new IllegalArgumentException("a segment with an owner twice: " + nodes);
    }
    if (!distinct.containsAll(complete)) {
      throw new IllegalArgumentException(
          "complete are " + complete + ", but the owners of the segment are " + nodes);
    }
  }

  /** Returns owners all of which have all of the segment. */
  static SegmentOwners allComplete(Collection<NodeId> nodes) {
    return new SegmentOwners(List.copyOf(nodes), Set.copyOf(nodes));
  }

  /** Returns the owner that orders the writes. */
  public NodeId primary() {
    return nodes.get(0);
  }

  /** Returns whether all owners have all of the segment. */
  public boolean isSettled() {
    return complete.size() == nodes.size();
  }

  /** Returns the owners in order, those that are still being sent the segment with a question mark. */
  @Override
  public String toString() {
    return nodes.stream()
        .map(node -> complete.contains(node) ? node.toString() : node + "?")
        .toList()
        .toString();
  }
}
