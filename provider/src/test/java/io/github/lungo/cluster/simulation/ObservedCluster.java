// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes that do nothing but remember what they are told. Confined to one thread. */
final class ObservedCluster implements Application {
  static final Duration LONG = Duration.ofMinutes(1);

  final VirtualTime time = new VirtualTime();
  final SimulatedNetwork network;
  private final Map<SimulatedNode, Ears> ears = new LinkedHashMap<>();

  /** What one node was told. */
  final class Ears implements Transport.Receiver {
    final List<String> frames = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<Long> viewTimes = new ArrayList<>();
    final List<NodeId> overflows = new ArrayList<>();

    @Override
    public void received(NodeId from, byte[] frame) {
      frames.add(from + ":" + new String(frame, UTF_8));
      Arrays.fill(frame, (byte) 0);
    }

    @Override
    public void viewChanged(View view) {
      views.add(view);
      viewTimes.add(time.nanos());
    }

    @Override
    public void overflowed(NodeId to) {
      overflows.add(to);
    }

    View last() {
      return views.get(views.size() - 1);
    }
  }

  ObservedCluster(long seed, NetworkSettings settings) {
    network = new SimulatedNetwork(seed, time, settings);
  }

  @Override
  public void start(SimulatedNode node) {
    Ears nodesEars = new Ears();
    ears.put(node, nodesEars);
    node.transport().start(nodesEars);
  }

  /** Adds members, one after the other, and waits until all know all. */
  List<SimulatedNode> form(int size) {
    List<SimulatedNode> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(network.add());
      start(nodes.get(i));
      awaitAgreement();
    }
    return nodes;
  }

  /** Waits until all members have been told the same view, of exactly those that are awake. */
  void awaitAgreement() {
    time.runUntil(this::isAgreed, LONG);
  }

  boolean isAgreed() {
    List<SimulatedNode> awake = network.awake();
    View view = ears(awake.get(0)).last();
    return view.members().size() == awake.size()
        && awake.stream().allMatch(node -> ears(node).last().equals(view))
        && awake.stream().allMatch(node -> view.members().contains(node.id()));
  }

  Ears ears(SimulatedNode node) {
    return ears.get(node);
  }

  List<Ears> allEars() {
    return List.copyOf(ears.values());
  }

  void send(SimulatedNode from, SimulatedNode to, String text) {
    from.transport().send(to.id(), text.getBytes(UTF_8), Transport.Kind.REQUEST);
  }

  static List<NodeId> ids(SimulatedNode... nodes) {
    return Arrays.stream(nodes).map(SimulatedNode::id).toList();
  }
}
