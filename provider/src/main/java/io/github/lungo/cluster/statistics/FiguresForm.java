// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.statistics;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.management.Figures;
import io.github.lungo.management.Figures.Timed;

/** Questions about figures, and figures, as bytes. */
final class FiguresForm {
  private static final int NUMBERS = 11;

  private FiguresForm() {}

  /** Returns a question, which may also set to zero what it asks for. */
  static byte[] question(boolean toClear) {
    return new FrameWriter(1).writeFlag(toClear).toBytes();
  }

  static byte[] encode(Figures figures) {
    FrameWriter writer = new FrameWriter(NUMBERS * Long.BYTES)
        .writeLong(figures.hits())
        .writeLong(figures.misses())
        .writeLong(figures.puts())
        .writeLong(figures.removals())
        .writeLong(figures.evictions());
    for (Timed timed : new Timed[] {figures.getting(), figures.putting(), figures.removing()}) {
      writer.writeLong(timed.calls()).writeLong(timed.nanos());
    }
    return writer.toBytes();
  }

  static Figures decode(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader("figures", bytes);
    Figures figures = new Figures(
        reader.readLong(),
        reader.readLong(),
        reader.readLong(),
        reader.readLong(),
        reader.readLong(),
        readTimed(reader),
        readTimed(reader),
        readTimed(reader));
    reader.expectEnd();
    return figures;
  }

  private static Timed readTimed(FrameReader reader) throws MalformedFrameException {
    return new Timed(reader.readLong(), reader.readLong());
  }
}
