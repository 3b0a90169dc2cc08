// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A node's part of the simulated network. {@link #start} gives the first view before it returns, on the caller's stack, and
 * lets no virtual time pass; the other members learn of the node later. Confined to one thread.
 */
final class SimulatedTransport implements Transport {
  private static final int MAXIMUM_FRAME_BYTES = 16 * 1024 * 1024;

  private final NodeId self;
  private final SimulatedNetwork network;
  private @Nullable Receiver receiver;
  private boolean closed;

  SimulatedTransport(NodeId self, SimulatedNetwork network) {
    this.self = self;
    this.network = network;
  }

  /** Returns whether it has joined the cluster and not left. */
  boolean isJoined() {
    return receiver != null && !closed;
  }

  boolean isClosed() {
    return closed;
  }

  Receiver receiver() {
    if (receiver == null || closed) {
      throw new IllegalStateException(self + " is no member");
    }
    return receiver;
  }

  @Override
  public NodeId self() {
    return self;
  }

  @Override
  public void start(Receiver newReceiver) {
    if (receiver != null || closed) {
      throw new IllegalStateException(self + " was started before");
    }
    receiver = newReceiver;
    newReceiver.viewChanged(network.join(self));
  }

  @Override
  public void send(NodeId to, byte[] frame, Kind kind) {
    if (frame.length > MAXIMUM_FRAME_BYTES) {
      throw new IllegalArgumentException(
          "a frame must have at most " + MAXIMUM_FRAME_BYTES + " bytes: " + frame.length);
    }
    network.send(self, to, frame, kind);
  }

  @Override
  public int maximumFrameBytes() {
    return MAXIMUM_FRAME_BYTES;
  }

  @Override
  public void close() {
    boolean wasJoined = isJoined();
    closed = true;
    if (wasJoined) {
      network.left(self);
    }
  }
}
