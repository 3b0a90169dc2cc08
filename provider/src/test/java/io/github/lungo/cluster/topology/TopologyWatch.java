// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Sees all that members do about topologies, and notes what must not be. Confined to one thread. */
final class TopologyWatch {
  private final Map<String, Map<TopologyName, Link>> decisions = new HashMap<>();
  private final Map<NodeId, NodeId> promises = new HashMap<>();
  private final Map<String, Map<NodeId, WatchedFollower>> followers = new HashMap<>();
  private final Function<NodeId, View> views;
  private final Set<String> violations = new LinkedHashSet<>();
  private final Set<TopologyFault> faults;

  /** A decision and what it followed. */
  private record Link(Decision before, Decision next) {}

  /** @param views the newest view of a member, null if it is none */
  TopologyWatch(Set<TopologyFault> faults, Function<NodeId, View> views) {
    this.faults = faults;
    this.views = views;
  }

  /** Returns the probe of one member. */
  TopologyProbe probe(NodeId self) {
    return new TopologyProbe() {
      @Override
      public boolean hasFault(TopologyFault fault) {
        return faults.contains(fault);
      }

      @Override
      public void decided(String cache, Decision before, Decision next) {
        checkDecision(self, cache, before, next);
      }

      @Override
      public void promised(NodeId member, NodeId coordinator) {
        promises.put(member, coordinator);
      }
    };
  }

  /** Returns what was seen that must not be. */
  List<String> violations() {
    return List.copyOf(violations);
  }

  void violation(String kind, String text) {
    violations.add(kind + ": " + text);
  }

  void started(WatchedFollower follower) {
    followers
        .computeIfAbsent(follower.cache(), cache -> new HashMap<>())
        .put(follower.self(), follower);
  }

  private WatchedFollower follower(String cache, NodeId node) {
    return followers.getOrDefault(cache, Map.of()).get(node);
  }

  private boolean isPresent(String cache, NodeId node, Decision decision) {
    WatchedFollower follower = follower(cache, node);
    return follower != null && follower.isRunning() && follower.term() == decision.termOf(node);
  }

  private void checkDecision(NodeId self, String cache, Decision before, Decision next) {
    decisions
        .computeIfAbsent(cache, name -> new HashMap<>())
        .put(next.name(), new Link(before, next));
    if (before == null) {
      return;
    }
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      boolean isLost = next.lost().getOrDefault(segment, 0L) == next.name().number();
      SegmentOwners former = before.topology().ownersOf(segment);
      SegmentOwners owners = next.topology().ownersOf(segment);
      for (NodeId node : owners.complete()) {
        WatchedFollower follower = follower(cache, node);
        boolean isKnown =
            former.complete().contains(node) || (follower != null && follower.hasReported(segment));
        if (!isLost && !isKnown) {
          violation("invented", node + " has segment " + segment + " in " + next.name());
        }
      }
      for (NodeId node : former.complete()) {
        View view = views.apply(self);
        boolean isHere =
            isPresent(cache, node, before) && view != null && view.members().contains(node);
        if (isHere && !owners.nodes().contains(node) && !owners.isSettled()) {
          violation(
              "dropped",
              node + " from segment " + segment + " " + former + " " + owners + " in "
                  + next.name());
        }
      }
    }
  }

  void installed(WatchedFollower follower, Topology before, Topology next) {
    String what = follower + " installs " + next.name();
    if (before != null && !next.name().isNewerThan(before.name())) {
      violation("number", what + " after " + before.name());
    }
    NodeId promise = promises.get(follower.self());
    if (!next.name().coordinator().equals(promise)) {
      violation("promise", what + " but obeys " + promise);
    }
  }

  void activated(WatchedFollower follower, Topology topology) {
    Link link = decisions.get(follower.cache()).get(topology.name());
    Set<NodeId> all = new TreeSet<>(topology.members());
    if (link.before() != null) {
      all.addAll(link.before().topology().members());
    }
    View view = views.apply(follower.self());
    for (NodeId node : all) {
      WatchedFollower other = follower(follower.cache(), node);
      boolean isConcerned = isPresent(follower.cache(), node, link.next())
          || (link.before() != null && isPresent(follower.cache(), node, link.before()));
      if (isConcerned && view.members().contains(node) && !other.hasInstalled(topology.name())) {
        violation(
            "early",
            follower + " has " + topology.name() + " in force, but " + node + " has "
                + other.installedName());
      }
    }
  }

  /** Returns the running followers of a cache. */
  List<WatchedFollower> running(String cache) {
    List<WatchedFollower> running =
        new ArrayList<>(followers.getOrDefault(cache, Map.of()).values());
    running.removeIf(follower -> !follower.isRunning());
    return running;
  }
}
