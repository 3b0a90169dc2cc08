// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.membership.SegmentCopy;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides topologies from outside, knowing who lives, and installs them as a coordinator would: at every live member of the
 * old and the new one, each at its own time, and in force after that. Confined to one thread.
 */
final class OracleTopologies {
  private final int copies;
  private final Map<NodeId, Seated> members = new LinkedHashMap<>();
  private final Set<SegmentCopy> completed = new HashSet<>();
  private final Set<NodeId> awaited = new HashSet<>();
  private Topology current;
  private boolean isInstalling;
  private boolean isBusy;

  private record Seated(SimulatedNode node, TopologyFollower follower) {}

  /** Creates topologies with so many owners of each segment. */
  OracleTopologies(int copies) {
    this.copies = copies;
  }

  /** A member runs the cache from now on. */
  void join(SimulatedNode node, TopologyFollower follower) {
    members.put(node.id(), new Seated(node, follower));
    next();
  }

  /** A member is gone for good. */
  void gone(SimulatedNode node) {
    members.remove(node.id());
    heard(node.id());
    next();
  }

  /** A member has received segments in whole. */
  void completed(NodeId node, Topology in, List<Integer> segments) {
    if (in.equals(current) && members.containsKey(node)) {
      segments.forEach(segment -> completed.add(new SegmentCopy(node, segment)));
      next();
    }
  }

  @Nullable
  Topology current() {
    return current;
  }

  /** Returns whether the topology is in force everywhere and names exactly the living, all complete. */
  boolean isSettled() {
    return !isBusy
        && current != null
        && current.isSettled()
        && current.members().equals(List.copyOf(members.keySet()));
  }

  private void next() {
    boolean isWanted = current == null
        || !current.members().equals(List.copyOf(members.keySet()))
        || !completed.isEmpty();
    if (isBusy || members.isEmpty() || !isWanted) {
      return;
    }
    isBusy = true;
    decide();
  }

  private static void later(Seated member, Duration delay, Runnable task) {
    var unused = member.node().time().alarm().set(delay, task);
  }

  private void decide() {
    List<NodeId> alive = List.copyOf(members.keySet());
    TopologyProposal proposal;
    if (current == null) {
      proposal = TopologyProposal.first(new TopologyName(1, alive.get(0)), alive, copies);
    } else {
      proposal = TopologyProposal.after(
          current, current.name().next(alive.get(0)), alive, List.copyOf(completed));
    }
    completed.clear();
    current = proposal.topology();
    isInstalling = true;
    awaited.clear();
    awaited.addAll(alive);
    for (Seated member : new ArrayList<>(members.values())) {
      later(member, Duration.ofMillis(1), () -> {
        var unused = member
            .follower()
            .install(proposal.topology(), proposal.lost())
            .thenRun(() -> heard(member.node().id()));
      });
    }
  }

  private void heard(NodeId node) {
    if (!awaited.remove(node) || !awaited.isEmpty()) {
      return;
    }
    if (!isInstalling) {
      isBusy = false;
      next();
      return;
    }
    isInstalling = false;
    for (NodeId id : current.members()) {
      if (members.containsKey(id)) {
        awaited.add(id);
      }
    }
    for (NodeId id : List.copyOf(awaited)) {
      Seated member = members.get(id);
      later(member, Duration.ofMillis(1), () -> {
        member.follower().activate();
        heard(member.node().id());
      });
    }
  }
}
