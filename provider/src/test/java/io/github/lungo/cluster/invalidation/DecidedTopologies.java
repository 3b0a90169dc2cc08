// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.SegmentCopy;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Decides topologies from outside, knowing who lives, and has each member install them at a time of its own; in force they
 * are when all have. Confined to one thread.
 */
final class DecidedTopologies {
  private final Random random;
  private final Duration spread;
  private final int copies;
  private final Map<NodeId, Seated> members = new LinkedHashMap<>();
  private final Set<SegmentCopy> completed = new HashSet<>();
  private final Set<NodeId> awaited = new HashSet<>();
  private Topology current;
  private boolean isInstalling;
  private boolean isBusy;

  private final NanoClock clock;
  private final List<long[]> changes = new ArrayList<>();

  private record Seated(SimulatedNode node, TopologyFollower follower) {}

  DecidedTopologies(Random random, NanoClock clock, Duration spread, int copies) {
    this.copies = copies;
    this.clock = clock;
    this.random = random;
    this.spread = spread;
  }

  Topology current() {
    return current;
  }

  void join(SimulatedNode node, TopologyFollower follower) {
    members.put(node.id(), new Seated(node, follower));
    next();
  }

  /** A member has what it needs to lead segments. */
  void completed(NodeId node, Topology in, List<Integer> segments) {
    if (in.equals(current) && members.containsKey(node)) {
      segments.forEach(segment -> completed.add(new SegmentCopy(node, segment)));
      next();
    }
  }

  void gone(SimulatedNode node) {
    members.remove(node.id());
    heard(node.id());
    next();
  }

  boolean isSettled() {
    return !isBusy
        && completed.isEmpty()
        && current != null
        && current.isSettled()
        && current.members().equals(List.copyOf(members.keySet()));
  }

  /** Returns whether the members changed from one topology to another in the time, or were at it. */
  boolean hasChanged(long from, long to) {
    return changes.stream().anyMatch(change -> change[0] <= to && change[1] >= from);
  }

  private void next() {
    boolean isWanted = current == null
        || !current.members().equals(List.copyOf(members.keySet()))
        || !completed.isEmpty();
    if (isBusy || members.isEmpty() || !isWanted) {
      return;
    }
    isBusy = true;
    List<NodeId> alive = List.copyOf(members.keySet());
    TopologyProposal proposal = current == null
        ? TopologyProposal.first(new TopologyName(1, alive.get(0)), alive, copies)
        : TopologyProposal.after(
            current, current.name().next(alive.get(0)), alive, List.copyOf(completed));
    completed.clear();
    current = proposal.topology();
    changes.add(new long[] {clock.nanos(), Long.MAX_VALUE});
    isInstalling = true;
    awaited.clear();
    awaited.addAll(alive);
    for (Seated member : new ArrayList<>(members.values())) {
      later(member, () -> {
        var unused = member
            .follower()
            .install(proposal.topology(), proposal.lost())
            .thenRun(() -> heard(member.node().id()));
      });
    }
  }

  private void later(Seated member, Runnable task) {
    Duration delay = Duration.ofNanos((long) (random.nextDouble() * spread.toNanos()));
    var unused = member.node().time().alarm().set(delay, task);
  }

  private void heard(NodeId node) {
    if (!awaited.remove(node) || !awaited.isEmpty()) {
      return;
    }
    if (!isInstalling) {
      isBusy = false;
      changes.get(changes.size() - 1)[1] = clock.nanos();
      next();
      return;
    }
    isInstalling = false;
    List<Seated> seated = members.values().stream()
        .filter(member -> current.members().contains(member.node().id()))
        .toList();
    seated.forEach(member -> awaited.add(member.node().id()));
    for (Seated member : seated) {
      later(member, () -> {
        member.follower().activate();
        heard(member.node().id());
      });
    }
  }
}
