// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes small numbers in few bytes. Confined to one thread. */
final class ByteSink {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** Creates a writer, and writes the number of the format. */
  ByteSink(int format) {
    bytes.write(format);
  }

  /** Writes a number that is not negative. */
  void writeNumber(long number) {
    long rest = number;
    while (rest > 0x7f) {
      bytes.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }

  /** Writes 8 bytes. */
  void writeLong(long number) {
    bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  /** Writes a text. */
  void writeText(String text) {
    byte[] encoded = text.getBytes(UTF_8);
    writeNumber(encoded.length);
    bytes.writeBytes(encoded);
  }

  /** Returns what was written. */
  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
