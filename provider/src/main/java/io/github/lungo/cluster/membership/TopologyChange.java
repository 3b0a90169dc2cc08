// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What distinguishes a topology from an earlier one, for people. Immutable.
 *
 * @param before the earlier one
 * @param after the later one
 */
record TopologyChange(Topology before, Topology after) {

  /** Returns one line, such as {@code topology 8 of n1 after 7 of n1: joined [n3], primaries moved 85}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    addNodes(parts, "joined", after.members(), before.members());
    addNodes(parts, "left", before.members(), after.members());
    addCount(
        parts,
        "primaries moved",
        countOf(segment -> !after.primaryOf(segment).equals(before.primaryOf(segment))));
    addCount(parts, "owners changed", countOf(this::hasOtherOwners));
    if (parts.isEmpty()) {
      parts.add("nobody changed");
    }
    addCount(parts, "copies being made", copiesBeingMade());
    return "topology " + after.name() + " after " + before.name() + ": " + String.join(", ", parts);
  }

  private boolean hasOtherOwners(int segment) {
    return !after.ownersOf(segment).nodes().equals(before.ownersOf(segment).nodes());
  }

  private long copiesBeingMade() {
    return after.segments().stream()
        .mapToLong(owners -> owners.nodes().size() - owners.complete().size())
        .sum();
  }

  private static long countOf(IntPredicate segments) {
    return IntStream.range(0, Ownership.SEGMENTS).filter(segments).count();
  }

  private static void addNodes(
      List<String> parts, String what, List<NodeId> here, List<NodeId> there) {
    List<NodeId> nodes = here.stream().filter(node -> !there.contains(node)).toList();
    if (!nodes.isEmpty()) {
      parts.add(what + " " + nodes);
    }
  }

  private static void addCount(List<String> parts, String what, long count) {
    if (count > 0) {
      parts.add(what + " " + count);
    }
  }
}
