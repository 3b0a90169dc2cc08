// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.simulation.Application;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Members that run caches on a simulated network. Confined to one thread. */
final class TopologyCluster implements Application {
  static final Duration LONG = Duration.ofMinutes(10);

  final VirtualTime time = new VirtualTime();
  final SimulatedNetwork network;
  final TopologyWatch watch;
  final Random random;
  private final Map<NodeId, TopologyMember> members = new LinkedHashMap<>();
  private final List<String> caches;

  /** @param caches what each new member joins */
  TopologyCluster(
      long seed, NetworkSettings settings, Set<TopologyFault> faults, List<String> caches) {
    this.network = new SimulatedNetwork(seed, time, settings);
    this.watch = new TopologyWatch(faults, this::viewOf);
    this.random = new Random(seed);
    this.caches = caches;
  }

  private View viewOf(NodeId node) {
    return members.get(node).channel().view();
  }

  /** Adds a member that runs no cache. */
  TopologyMember add() {
    return add(network.add());
  }

  /** Adds a member that runs no cache, and whose clock stands still. */
  TopologyMember add(Instant timeOfDay) {
    return add(new TopologyMember(network.add(), watch, random, InstantSource.fixed(timeOfDay)));
  }

  private TopologyMember add(SimulatedNode node) {
    return add(new TopologyMember(node, watch, random, node.time().instants()));
  }

  private TopologyMember add(TopologyMember member) {
    members.put(member.node().id(), member);
    member.start();
    return member;
  }

  /** Adds members that run all caches, and waits until they do. */
  List<TopologyMember> form(int count) {
    List<TopologyMember> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SimulatedNode node = network.add();
      start(node);
      added.add(members.get(node.id()));
      awaitRest();
    }
    return added;
  }

  @Override
  public void start(SimulatedNode node) {
    TopologyMember member = add(node);
    for (String cache : caches) {
      var unused = member.join(cache);
    }
  }

  @Override
  public void leave(SimulatedNode node) {
    members.get(node.id()).leave();
  }

  /** Returns the members that run, or pause. */
  List<TopologyMember> living() {
    return members.values().stream().filter(member -> member.node().isMember()).toList();
  }

  /** Waits until all is as it should be, for good. */
  void awaitRest() {
    time.runUntil(this::isAtRest, LONG);
  }

  boolean isAtRest() {
    return caches.stream().allMatch(this::isAtRest);
  }

  private boolean isAtRest(String cache) {
    Set<NodeId> running = new TreeSet<>();
    Set<CacheTopology.Standing> standings = new HashSet<>();
    for (TopologyMember member : living()) {
      if (!member.runs(cache)) {
        continue;
      }
      running.add(member.node().id());
      var join = member.joined(cache);
      if (!join.isDone() || join.isCompletedExceptionally()) {
        return false;
      }
      standings.add(join.join().standing());
    }
    if (running.isEmpty()) {
      return true;
    }
    CacheTopology.Standing standing = standings.iterator().next();
    return standings.size() == 1
        && standing.isInForce()
        && standing.topology().isSettled()
        && new TreeSet<>(standing.topology().members()).equals(running);
  }

  /** Returns the topology that all have. */
  Topology topology(String cache) {
    assertThat(isAtRest()).isTrue();
    return living().stream()
        .filter(member -> member.runs(cache))
        .findFirst()
        .orElseThrow()
        .joined(cache)
        .join()
        .standing()
        .topology();
  }

  /** Returns what everybody has, for messages. */
  String state() {
    StringBuilder text = new StringBuilder();
    for (TopologyMember member : living()) {
      View view = member.channel().view();
      text.append('\n')
          .append(member)
          .append(" view ")
          .append(view == null ? "none" : view.members());
      for (String cache : caches) {
        if (member.runs(cache)) {
          text.append("; ")
              .append(cache)
              .append(" joined ")
              .append(member.joined(cache).isDone())
              .append(" has ")
              .append(member.follower(cache).installedName());
        }
      }
    }
    return text.toString();
  }
}
