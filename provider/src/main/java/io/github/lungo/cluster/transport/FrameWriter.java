// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;

/** Writes a frame, part by part, for a {@link FrameReader} to read in the same order. Confined to one thread. */
public final class FrameWriter {
  private byte[] bytes;
  private int length;

  /** Creates an empty frame. */
  public FrameWriter() {
    this(64);
  }

  /** Creates an empty frame with room for so many bytes; it grows as it needs to. */
  public FrameWriter(int expectedBytes) {
    this.bytes = new byte[Math.max(16, expectedBytes)];
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }

  /** Writes the lowest eight bits. */
  public FrameWriter writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** Writes a flag. */
  public FrameWriter writeFlag(boolean value) {
    return writeByte(value ? 1 : 0);
  }

  /** Writes a number that is not negative; small ones take the least. */
  public FrameWriter writeNumber(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a negative number: " + value);
    }
    long rest = value;
    while (rest > 0x7F) {
      writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    return writeByte((int) rest);
  }

  /** Writes a number of 64 bits, in eight bytes. */
  public FrameWriter writeLong(long value) {
    ensure(Long.BYTES);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Writes bytes and how many there are. */
  public FrameWriter writeBytes(byte[] value) {
    writeNumber(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  /** Writes a text. */
  public FrameWriter writeText(String value) {
    return writeBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a member. */
  public FrameWriter writeNode(NodeId node) {
    UUID uuid = node.uuid();
    return writeLong(uuid.getMostSignificantBits())
        .writeLong(uuid.getLeastSignificantBits())
        .writeText(node.name());
  }

  /** Writes members in their order. */
  public FrameWriter writeNodes(Collection<NodeId> nodes) {
    writeNumber(nodes.size());
    nodes.forEach(this::writeNode);
    return this;
  }

  /** Returns what was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
