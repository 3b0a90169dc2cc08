// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;

/** A process on a host of the simulated network, from its start to its end. Confined to one thread. */
public final class SimulatedNode {
  private final String host;
  private final Lane lane;
  private final NodeTime nodeTime;
  private final SimulatedTransport transport;

  SimulatedNode(String host, Lane lane, NodeTime nodeTime, SimulatedTransport transport) {
    this.host = host;
    this.lane = lane;
    this.nodeTime = nodeTime;
    this.transport = transport;
  }

  /** Returns the name of the host: the same for a process and the one that is restarted in its place. */
  public String host() {
    return host;
  }

  /** Returns what other nodes call this one. */
  public NodeId id() {
    return transport.self();
  }

  /** Returns its part of the network. */
  public Transport transport() {
    return transport;
  }

  /** Returns its clocks, alarms and threads. */
  public NodeTime time() {
    return nodeTime;
  }

  /** Returns whether it runs, or pauses, as a member. */
  public boolean isMember() {
    return !lane.isStopped() && transport.isJoined();
  }

  /** Returns whether it runs, as a member, and does not pause. */
  public boolean isAwake() {
    return lane.isRunning() && transport.isJoined();
  }

  /** Returns whether it crashed or left. */
  public boolean isEnded() {
    return lane.isStopped() || transport.isClosed();
  }

  /** Returns whether it pauses. */
  public boolean isPaused() {
    return lane.isPaused();
  }

  Lane lane() {
    return lane;
  }

  /** Returns who is told what comes to it; only of a member. */
  Transport.Receiver receiver() {
    return transport.receiver();
  }

  @Override
  public String toString() {
    return id().name();
  }
}
