// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.util.List;

/**
 * The members that a node believes to be there. Nothing more than that: another node may believe something else at the same
 * time, both sides of a split may count their views alike, and a member that was expelled may not know it for a minute.
 * Immutable.
 *
 * @param creator who made the view; numbers of different creators do not compare
 * @param number counts the views of their creator, upwards
 * @param members the members, the longest-standing first, which coordinates
 * @param mergedFrom what the members of each side believed before, if the view ends a split; empty otherwise
 */
public record View(
    NodeId creator, long number, List<NodeId> members, List<List<NodeId>> mergedFrom) {

  /** Copies the lists. */
  public View {
    members = List.copyOf(members);
    mergedFrom = List.copyOf(mergedFrom);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a view without members");
    }
  }

  /** Returns a view that ends no split. */
  public static View of(NodeId creator, long number, List<NodeId> members) {
    return new View(creator, number, members, List.of());
  }

  /** Returns the member that coordinates. */
  public NodeId coordinator() {
    return members.get(0);
  }

  /** Returns whether the view ends a split. */
  public boolean isMerge() {
    return !mergedFrom.isEmpty();
  }
}
