// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;

/** A tiny protocol: pings, repeated until a pong comes, that each add one to a count on another node. Confined to one thread. */
final class PingPong implements Transport.Receiver {
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final byte PING = 1;
  private static final byte PONG = 2;

  private final SimulatedNode node;
  private final boolean isForgetful;
  private final Set<Integer> seen = new TreeSet<>();
  private final Map<Integer, Future<?>> waiting = new HashMap<>();
  private int count;

  /** @param isForgetful whether it does not know a ping that it has seen: the bug */
  PingPong(SimulatedNode node, boolean isForgetful) {
    this.node = node;
    this.isForgetful = isForgetful;
  }

  /** Pings until answered. */
  void ping(NodeId to, int id) {
    send(to, PING, id, Transport.Kind.REQUEST);
    waiting.put(id, node.time().alarm().set(PATIENCE, () -> ping(to, id)));
  }

  /** Returns whether all pings were answered. */
  boolean isDone() {
    return waiting.isEmpty();
  }

  /** Returns how many pings were counted here. */
  int count() {
    return count;
  }

  private void send(NodeId to, byte type, int id, Transport.Kind kind) {
    node.transport().send(to, ByteBuffer.allocate(5).put(type).putInt(id).array(), kind);
  }

  @Override
  public void received(NodeId from, byte[] frame) {
    ByteBuffer buffer = ByteBuffer.wrap(frame);
    byte type = buffer.get();
    int id = buffer.getInt();
    if (type == PONG) {
      answered(id);
      return;
    }
    if (seen.add(id) || isForgetful) {
      count++;
    }
    send(from, PONG, id, Transport.Kind.REPLY);
  }

  private void answered(int id) {
    Future<?> alarm = waiting.remove(id);
    if (alarm != null) {
      alarm.cancel(false);
    }
  }

  @Override
  public void viewChanged(View view) {}

  @Override
  public void overflowed(NodeId to) {}
}
