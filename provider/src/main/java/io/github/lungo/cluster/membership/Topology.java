// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who runs a cache, and who keeps which segment of it, as a coordinator decided it once. Immutable.
 *
 * @param name tells it from all other topologies of the cache
 * @param copies how many owners each segment should have, if there are enough members
 * @param members the members that run the cache, the longest-standing first, without repetition
 * @param segments the owners of each segment, which are members
 */
public record Topology(
    TopologyName name, int copies, List<NodeId> members, List<SegmentOwners> segments) {

  /** Copies the lists, keeping equal owners once, and checks them. */
  public Topology {
    members = List.copyOf(members);
    segments = shared(segments);
    if (copies < 1) {
      throw new IllegalArgumentException("copies must be at least 1: " + copies);
    }
    if (segments.size() != Ownership.SEGMENTS) {
      throw new IllegalArgumentException(
          "a topology has " + Ownership.SEGMENTS + " segments, but these are " + segments.size());
    }
    Set<NodeId> distinct = new HashSet<>(members);
    if (distinct.size() < members.size()) {
      throw new IllegalArgumentException("a topology with a member twice: " + members);
    }
    for (SegmentOwners owners : Set.copyOf(segments)) {
      if (!distinct.containsAll(owners.nodes())) {
        throw new IllegalArgumentException(
            "the owners " + owners + " are not all among the members " + members);
      }
    }
  }

  /** Returns the member that orders the writes of a segment. */
  public NodeId primaryOf(int segment) {
    return ownersOf(segment).primary();
  }

  /** Returns the members that keep a segment, the primary first. */
  public SegmentOwners ownersOf(int segment) {
    return segments.get(segment);
  }

  /** Returns whether a member keeps a segment, or is being sent it. */
  public boolean isOwner(NodeId node, int segment) {
    return ownersOf(segment).nodes().contains(node);
  }

  /** Returns whether a member has all of a segment. */
  public boolean isComplete(NodeId node, int segment) {
    return ownersOf(segment).complete().contains(node);
  }

  /** Returns whether nobody is still being sent a segment. */
  public boolean isSettled() {
    return segments.stream().allMatch(SegmentOwners::isSettled);
  }

  /** Returns a line for people that tells what has changed since an earlier topology. */
  public String changesSince(Topology before) {
    return new TopologyChange(before, this).toString();
  }

  @Override
  public String toString() {
    return "topology " + name + " with members " + members;
  }

  /** A node with a thousand caches has a thousand topologies: there are few different lists of owners. */
  private static List<SegmentOwners> shared(List<SegmentOwners> segments) {
    Map<SegmentOwners, SegmentOwners> known = new HashMap<>();
    List<SegmentOwners> shared = new ArrayList<>(segments.size());
    for (SegmentOwners owners : segments) {
      shared.add(known.computeIfAbsent(owners, same -> same));
    }
    return List.copyOf(shared);
  }
}
