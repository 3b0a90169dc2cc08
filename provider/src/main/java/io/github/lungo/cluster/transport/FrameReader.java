// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a frame that a {@link FrameWriter} has written, and trusts nothing of it: no length is believed before that many
 * bytes are known to be there. Confined to one thread.
 */
public final class FrameReader {
  private static final int MAXIMUM_NAME_BYTES = 1_024;

  /** A member takes at least its bits and the length of its name. */
  private static final int MINIMUM_NODE_BYTES = 2 * Long.BYTES + 1;

  private final byte[] bytes;
  private int position;

  /** Begins at the first byte of the frame. */
  public FrameReader(byte[] bytes) {
    this.bytes = bytes;
  }

  private int remaining() {
    return bytes.length - position;
  }

  private void require(int count, String what) throws MalformedFrameException {
    if (count < 0 || count > remaining()) {
      throw new MalformedFrameException(what + " of " + count + " bytes at byte " + position
          + ", but only " + remaining() + " are left");
    }
  }

  /** Reads eight bits, as a number from 0 to 255. */
  public int readByte() throws MalformedFrameException {
    require(1, "a byte");
    return bytes[position++] & 0xFF;
  }

  /** Reads a flag. */
  public boolean readFlag() throws MalformedFrameException {
    int value = readByte();
    if (value > 1) {
      throw new MalformedFrameException("a flag of " + value + " at byte " + (position - 1));
    }
    return value == 1;
  }

  /** Reads a number of 32 bits. */
  public int readInt() throws MalformedFrameException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        if (value > 0xFFFF_FFFFL) {
          break;
        }
        return (int) value;
      }
    }
    throw new MalformedFrameException("a number of more than 32 bits before byte " + position);
  }

  /** Reads a number of 64 bits. */
  public long readLong() throws MalformedFrameException {
    require(Long.BYTES, "a long");
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  /** Reads how many elements follow, of which each takes at least so many bytes. */
  public int readCount(int minimumBytesEach) throws MalformedFrameException {
    int count = readInt();
    if (count < 0 || (long) count * minimumBytesEach > remaining()) {
      throw new MalformedFrameException("a count of " + Integer.toUnsignedString(count)
          + " before byte " + position + ", but only " + remaining() + " bytes are left");
    }
    return count;
  }

  /** Reads bytes. */
  public byte[] readBytes() throws MalformedFrameException {
    int count = readInt();
    require(count, "bytes");
    byte[] read = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return read;
  }

  /** Reads bytes, or null. */
  public byte @Nullable [] readOptionalBytes() throws MalformedFrameException {
    return readFlag() ? readBytes() : null;
  }

  /** Reads a text of at most so many bytes. */
  public String readText(int maximumBytes) throws MalformedFrameException {
    int count = readInt();
    require(count, "a text");
    if (count > maximumBytes) {
      throw new MalformedFrameException("a text of " + count + " bytes, more than " + maximumBytes);
    }
    try {
      String text = StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, position, count))
          .toString();
      position += count;
      return text;
    } catch (CharacterCodingException e) {
      throw new MalformedFrameException("a text at byte " + position + " is not UTF-8");
    }
  }

  /** Reads a member. */
  public NodeId readNode() throws MalformedFrameException {
    UUID uuid = new UUID(readLong(), readLong());
    return new NodeId(uuid, readText(MAXIMUM_NAME_BYTES));
  }

  /** Reads members. */
  public List<NodeId> readNodes() throws MalformedFrameException {
    int count = readCount(MINIMUM_NODE_BYTES);
    List<NodeId> nodes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      nodes.add(readNode());
    }
    return nodes;
  }

  /** Refuses what is left over. */
  public void requireEnd() throws MalformedFrameException {
    if (remaining() > 0) {
      throw new MalformedFrameException(remaining() + " bytes too many at byte " + position);
    }
  }
}
