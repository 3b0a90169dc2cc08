// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a coordinator is to decide next, pure arithmetic. Immutable.
 *
 * @param topology the topology to be installed
 * @param lost the numbers of the segments that nobody who is left has all of, upwards: they start anew, empty
 */
public record TopologyProposal(Topology topology, List<Integer> lost) {
  /* A segment's wanted owners are those of Ownership. Until every one of them has all of it, whoever has keeps it as well and
   * is an owner beside them: it goes on receiving writes and can be read, and no crash meanwhile costs more than it would
   * have before. Then the list becomes the wanted one in one step.
   *
   * The primary is the first wanted owner once that is complete. Until then it is the former primary, so that it changes once
   * and not twice; if that has gone or is itself incomplete, the next one that is complete.
   */

  /** Copies the list. */
  public TopologyProposal {
    lost = List.copyOf(lost);
  }

  /**
   * Returns the topology of a cache that nobody has entries of: all owners are complete.
   *
   * @param members the members that run the cache, at least one
   * @param copies how many owners each segment should have
   */
  public static TopologyProposal first(TopologyName name, List<NodeId> members, int copies) {
    requireMembers(members);
    List<SegmentOwners> segments = Ownership.table(members, copies).stream()
        .map(SegmentOwners::allComplete)
        .toList();
    return new TopologyProposal(new Topology(name, copies, members, segments), List.of());
  }

  /** Returns the topology that follows another one, when nobody is leaving; see the other {@code after}. */
  public static TopologyProposal after(
      Topology previous,
      TopologyName name,
      List<NodeId> members,
      Collection<SegmentCopy> completed) {
    return after(previous, name, members, Set.of(), completed);
  }

  /**
   * Returns the topology that follows another one.
   *
   * @param name newer than that of the previous one
   * @param members the members that run the cache, at least one. Who left and came back meanwhile has nothing any more: leave
   *     it out of one proposal, then take it in by a second
   * @param leaving those of them that want to go, not all: each remains an owner of what it has all of until the others have
   *     it, and a member as long as it owns anything
   * @param completed copies that have become complete in the previous topology; those that are not being made in it are
   *     passed over
   */
  public static TopologyProposal after(
      Topology previous,
      TopologyName name,
      List<NodeId> members,
      Set<NodeId> leaving,
      Collection<SegmentCopy> completed) {
    if (!name.isNewerThan(previous.name())) {
      throw new IllegalArgumentException(
          "topology " + name + " cannot follow topology " + previous.name());
    }
    List<NodeId> staying = without(leaving, members);
    requireMembers(staying);
    Set<NodeId> alive = new HashSet<>(members);
    Set<SegmentCopy> arrived = new HashSet<>(completed);
    List<SegmentOwners> segments = new ArrayList<>(Ownership.SEGMENTS);
    List<Integer> lost = new ArrayList<>();
    Set<NodeId> gone = new HashSet<>(leaving);
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      SegmentOwners before = previous.ownersOf(segment);
      Set<NodeId> complete = complete(before, segment, arrived);
      complete.retainAll(alive);
      if (complete.isEmpty()) {
        lost.add(segment);
      }
      List<NodeId> wanted = Ownership.owners(segment, staying, previous.copies());
      SegmentOwners next = next(before.primary(), complete, wanted);
      next.nodes().forEach(gone::remove);
      segments.add(next);
    }
    return new TopologyProposal(
        new Topology(name, previous.copies(), without(gone, members), segments), lost);
  }

  private static List<NodeId> without(Set<NodeId> some, List<NodeId> members) {
    return members.stream().filter(member -> !some.contains(member)).toList();
  }

  private static Set<NodeId> complete(SegmentOwners owners, int segment, Set<SegmentCopy> arrived) {
    Set<NodeId> complete = new LinkedHashSet<>();
    for (NodeId node : owners.nodes()) {
      if (owners.complete().contains(node) || arrived.contains(new SegmentCopy(node, segment))) {
        complete.add(node);
      }
    }
    return complete;
  }

  private static SegmentOwners next(NodeId before, Set<NodeId> complete, List<NodeId> wanted) {
    if (complete.isEmpty() || complete.containsAll(wanted)) {
      return SegmentOwners.allComplete(wanted);
    }
    Set<NodeId> owners = new LinkedHashSet<>();
    owners.add(primary(before, complete, wanted));
    owners.addAll(wanted);
    owners.addAll(complete);
    return new SegmentOwners(List.copyOf(owners), complete);
  }

  private static NodeId primary(NodeId before, Set<NodeId> complete, List<NodeId> wanted) {
    if (complete.contains(wanted.get(0))) {
      return wanted.get(0);
    }
    if (complete.contains(before)) {
      return before;
    }
    return wanted.stream()
        .filter(complete::contains)
        .findFirst()
        .orElseGet(() -> complete.iterator().next());
  }

  private static void requireMembers(List<NodeId> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a topology needs members");
    }
  }
}
