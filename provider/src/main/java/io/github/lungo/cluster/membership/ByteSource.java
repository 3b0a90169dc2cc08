// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Reads what a {@link ByteSink} wrote, and trusts none of it. Confined to one thread. */
final class ByteSource {
  private final String what;
  private final ByteBuffer bytes;

  /**
   * Creates a reader of all the given bytes.
   *
   * @param what what they are, for messages
   */
  ByteSource(String what, byte[] bytes) {
    this.what = what;
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /** Reads the number of the format, which must be the given one. */
  void expectFormat(int known) throws UnreadableException {
    int found = readByte();
    if (found != known) {
      throw new UnreadableException(
          what + " has format " + found + ", but this node knows only " + known);
    }
  }

  /** Reads a number that is not negative. */
  long readNumber() throws UnreadableException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
      byte next = readByte();
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new UnreadableException(what + " has a number that does not end");
  }

  /** Reads a number between the given ones, both included. */
  int readNumber(String name, int least, int most) throws UnreadableException {
    return checked(readNumber(), name, least, most);
  }

  /** Reads how many things follow, of which each takes some bytes at least, so that no more are believed than can be there. */
  int readCount(String name, int bytesOfEach) throws UnreadableException {
    long count = readNumber();
    return checked(count, name, 0, bytes.remaining() / bytesOfEach);
  }

  private int checked(long number, String name, int least, int most) throws UnreadableException {
    if (number < least || number > most) {
      throw new UnreadableException(
          what + ": " + name + " must be between " + least + " and " + most + ": " + number);
    }
    return (int) number;
  }

  /** Reads 8 bytes. */
  long readLong() throws UnreadableException {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /** Reads a text. */
  String readText() throws UnreadableException {
    byte[] text = new byte[readCount("the length of a text", 1)];
    bytes.get(text);
    return new String(text, UTF_8);
  }

  /** Checks that all was read. */
  void expectEnd() throws UnreadableException {
    if (bytes.hasRemaining()) {
      throw new UnreadableException(what + " has " + bytes.remaining() + " bytes too many");
    }
  }

  private byte readByte() throws UnreadableException {
    require(1);
    return bytes.get();
  }

  private void require(int count) throws UnreadableException {
    if (bytes.remaining() < count) {
      throw new UnreadableException(what + " ends after " + bytes.limit() + " bytes, too soon");
    }
  }
}
