// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads what a {@link FrameWriter} has written, and trusts nothing of it: no length is believed before that many bytes are
 * known to be there. Confined to one thread.
 */
public final class FrameReader {
  /** A member takes at least its bits and the length of its name. */
  private static final int MINIMUM_NODE_BYTES = 2 * Long.BYTES + 1;

  private final String what;
  private final ByteBuffer bytes;

  /**
   * Begins at the first byte.
   *
   * @param what what the bytes are, for messages, such as {@code a topology}
   */
  public FrameReader(String what, byte[] bytes) {
    this.what = what;
    this.bytes = ByteBuffer.wrap(bytes);
  }

  private void require(int count) throws MalformedFrameException {
    if (bytes.remaining() < count) {
      throw new MalformedFrameException(what + " ends after " + bytes.limit() + " bytes, too soon");
    }
  }

  /** Reads eight bits, as a number from 0 to 255. */
  public int readByte() throws MalformedFrameException {
    require(1);
    return bytes.get() & 0xFF;
  }

  /** Reads the number of the format, which must be the given one. */
  public void expectFormat(int known) throws MalformedFrameException {
    int found = readByte();
    if (found != known) {
      throw new MalformedFrameException(
          what + " has format " + found + ", but this node knows only " + known);
    }
  }

  /** Reads a flag. */
  public boolean readFlag() throws MalformedFrameException {
    return checked(readByte(), "a flag", 0, 1) == 1;
  }

  /** Reads a number that is not negative. */
  public long readNumber() throws MalformedFrameException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      int next = readByte();
      number |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new MalformedFrameException(what + " has a number that does not end");
  }

  /** Reads a number between the given ones, both included. */
  public int readNumber(String name, int least, int most) throws MalformedFrameException {
    return checked(readNumber(), name, least, most);
  }

  /** Reads how many things follow, of which each takes some bytes at least, so that no more are believed than can be there. */
  public int readCount(String name, int bytesOfEach) throws MalformedFrameException {
    long count = readNumber();
    return checked(count, name, 0, bytes.remaining() / bytesOfEach);
  }

  private int checked(long number, String name, int least, int most)
      throws MalformedFrameException {
    if (number < least || number > most) {
      throw new MalformedFrameException(
          what + ": " + name + " must be between " + least + " and " + most + ": " + number);
    }
    return (int) number;
  }

  /** Reads a number of 64 bits. */
  public long readLong() throws MalformedFrameException {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /** Reads bytes. */
  public byte[] readBytes() throws MalformedFrameException {
    byte[] read = new byte[readCount("the length of bytes", 1)];
    bytes.get(read);
    return read;
  }

  /** Reads a text of at most so many bytes. */
  public String readText(int maximumBytes) throws MalformedFrameException {
    long announced = readNumber();
    int most = Math.min(maximumBytes, bytes.remaining());
    int length = checked(announced, "the length of a text", 0, most);
    ByteBuffer text = bytes.slice().limit(length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedFrameException(what + " has a text that is not UTF-8", e);
    }
  }

  /** Reads a member. */
  public NodeId readNode() throws MalformedFrameException {
    UUID uuid = new UUID(readLong(), readLong());
    String name = readText(NodeId.MAXIMUM_NAME_BYTES);
    checked(name.length(), "the length of a member's name", 0, NodeId.MAXIMUM_NAME_LENGTH);
    return new NodeId(uuid, name);
  }

  /** Reads members. */
  public List<NodeId> readNodes() throws MalformedFrameException {
    int count = readCount("the number of members", MINIMUM_NODE_BYTES);
    List<NodeId> nodes = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      nodes.add(readNode());
    }
    return nodes;
  }

  /** Refuses what is left over. */
  public void expectEnd() throws MalformedFrameException {
    if (bytes.hasRemaining()) {
      throw new MalformedFrameException(what + " has " + bytes.remaining() + " bytes too many");
    }
  }
}
