// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes, the network between them, and the commands that make trouble. All that happens follows from the seed and the order
 * of calls. No virtual synchrony: what a node sent before it crashed, views included, reaches some and not others.
 * Confined to one thread.
 */
public final class SimulatedNetwork {
  private final VirtualTime time;
  private final NetworkSettings settings;
  private final Dice dice;
  private final Links links = new Links();
  private final Wire wire;
  private final Membership membership;
  private final Map<NodeId, SimulatedNode> nodes = new LinkedHashMap<>();
  private int hosts;

  /** Creates a network without nodes. */
  public SimulatedNetwork(long seed, VirtualTime time, NetworkSettings settings) {
    this.time = time;
    this.settings = settings;
    this.dice = new Dice(seed);
    this.wire = new Wire(time, links, dice.split(), settings);
    this.membership = new Membership(time, links, dice.split(), settings.detection());
    time.trace().entitle("seed " + seed);
  }

  /** Adds a host with a node, which is no member until its transport is started. */
  public SimulatedNode add() {
    hosts++;
    return add("n" + hosts, "n" + hosts);
  }

  private SimulatedNode add(String host, String name) {
    NodeId id = new NodeId(dice.uuid(), name);
    Lane lane = time.lane(name);
    NodeTime nodeTime = new NodeTime(time, lane, settings.tasks(), dice.split());
    SimulatedNode node = new SimulatedNode(host, lane, nodeTime, new SimulatedTransport(id, this));
    nodes.put(id, node);
    time.note("node " + name + " " + id.uuid());
    return node;
  }

  /** Returns the members that run and do not pause. */
  public List<SimulatedNode> awake() {
    return nodes.values().stream().filter(SimulatedNode::isAwake).toList();
  }

  /** Returns the last nodes of those hosts on which none runs. */
  public List<SimulatedNode> ended() {
    Map<String, SimulatedNode> last = new LinkedHashMap<>();
    nodes.values().forEach(node -> last.put(node.host(), node));
    return last.values().stream().filter(SimulatedNode::isEnded).toList();
  }

  /** Returns how members notice each other's absence. */
  public Detection detection() {
    return settings.detection();
  }

  VirtualTime time() {
    return time;
  }

  /** Ends a node at once: nothing of it happens any more. */
  public void crash(SimulatedNode node) {
    time.note("crash " + node);
    node.lane().stop();
    wire.ended(node);
    membership.ended(node);
  }

  /** Returns a new node on the host of one that crashed or left. */
  public SimulatedNode restart(SimulatedNode ended) {
    if (!ended.isEnded()) {
      throw new IllegalStateException(ended + " runs");
    }
    long earlier =
        nodes.values().stream().filter(node -> node.host().equals(ended.host())).count();
    SimulatedNode node = add(ended.host(), ended.host() + "." + (earlier + 1));
    time.note("restart " + node);
    return node;
  }

  /** Stops a node for a while: what comes to it waits. */
  public void pause(SimulatedNode node) {
    time.note("pause " + node);
    node.lane().pause();
    membership.changed();
  }

  /** Lets a node go on. */
  public void resume(SimulatedNode node) {
    time.note("resume " + node);
    membership.resumed(node);
    node.time().resume();
    membership.changed();
  }

  /** Cuts the link between two hosts, both ways. */
  public void cut(SimulatedNode one, SimulatedNode other) {
    cutOneWay(one, other);
    cutOneWay(other, one);
  }

  /** Cuts the link from one host to another: what the second sends still arrives. */
  public void cutOneWay(SimulatedNode from, SimulatedNode to) {
    time.note("cut " + from + ">" + to);
    links.cut(from, to);
    membership.changed();
  }

  /** Cuts some members off from all others. */
  public void split(List<SimulatedNode> side) {
    List<SimulatedNode> others = new ArrayList<>(nodes.values());
    others.removeIf(node -> !node.isMember() || side.contains(node));
    for (SimulatedNode one : side) {
      others.forEach(other -> cut(one, other));
    }
  }

  /** Mends the link between two hosts. */
  public void heal(SimulatedNode one, SimulatedNode other) {
    time.note("heal " + one + "-" + other);
    links.heal(one, other);
    links.heal(other, one);
    wire.healed();
    membership.changed();
  }

  /** Mends all links. */
  public void heal() {
    time.note("heal");
    links.heal();
    wire.healed();
    membership.changed();
  }

  /** Loses frames with this probability from now on. */
  public void lose(double probability) {
    time.note("lose " + probability);
    wire.lose(probability);
  }

  /** Loses frames as the settings have it. */
  public void loseAsBefore() {
    time.note("lose as before");
    wire.loseAsBefore();
  }

  View join(NodeId id) {
    return membership.join(node(id), dice.happens(settings.loneStarts()));
  }

  void left(NodeId id) {
    SimulatedNode node = node(id);
    time.note("leave " + node);
    wire.ended(node);
    membership.left(node);
  }

  void send(NodeId from, NodeId to, byte[] frame, Transport.Kind kind) {
    @Nullable SimulatedNode receiver = nodes.get(to);
    SimulatedNode sender = node(from);
    if (receiver != null && receiver.isMember() && sender.isMember()) {
      wire.send(sender, receiver, frame, kind);
    }
  }

  private SimulatedNode node(NodeId id) {
    return nodes.get(id);
  }
}
