// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.Transport;
import java.util.Arrays;

/** Bytes on their way. Confined to one thread. */
final class Frame {
  final SimulatedNode from;
  final SimulatedNode to;
  final Transport.Kind kind;
  final long sentAt;
  private final byte[] bytes;
  private final int hash;
  private boolean lost;

  Frame(SimulatedNode from, SimulatedNode to, byte[] bytes, Transport.Kind kind, long sentAt) {
    this.from = from;
    this.to = to;
    this.bytes = bytes;
    this.kind = kind;
    this.sentAt = sentAt;
    this.hash = Arrays.hashCode(bytes);
  }

  /** Lets it never arrive. */
  void lose() {
    lost = true;
  }

  boolean isLost() {
    return lost;
  }

  /** Hands a copy of the bytes to the receiver. */
  void deliver() {
    if (Arrays.hashCode(bytes) != hash) {
      throw new IllegalStateException("a frame was changed after it was sent: " + this);
    }
    to.receiver().received(from.id(), bytes.clone());
  }

  @Override
  public String toString() {
    return kind + " " + from + ">" + to + " " + bytes.length + " bytes #"
        + Integer.toHexString(hash);
  }
}
