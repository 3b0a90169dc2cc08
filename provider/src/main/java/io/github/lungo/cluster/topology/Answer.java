// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a member answers to a control message. Immutable.
 *
 * @param number the number of the newest topology, or 0
 * @param text for people, mostly empty
 * @param holdings all caches that the member runs, where those were asked for
 */
record Answer(Verdict verdict, long number, String text, List<Holding> holdings) {
  static final Answer DONE = new Answer(Verdict.DONE, 0, "", List.of());
  static final Answer ELSEWHERE = new Answer(Verdict.ELSEWHERE, 0, "", List.of());
  static final Answer GONE = new Answer(Verdict.GONE, 0, "", List.of());
  private static final int LONGEST_TEXT = 65_536;

  /** Copies the list. */
  Answer {
    holdings = List.copyOf(holdings);
  }

  static Answer refused(String text) {
    return new Answer(Verdict.REFUSED, 0, text, List.of());
  }

  static Answer behind(long number) {
    return new Answer(Verdict.BEHIND, number, "", List.of());
  }

  static Answer of(List<Holding> holdings) {
    return new Answer(Verdict.DONE, 0, "", holdings);
  }

  byte[] toBytes() {
    FrameWriter writer = new FrameWriter();
    writer
        .writeByte(ControlMessage.VERSION)
        .writeByte(verdict.code())
        .writeLong(number)
        .writeText(text)
        .writeNumber(holdings.size());
    holdings.forEach(holding -> holding.write(writer));
    return writer.toBytes();
  }

  static Answer of(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = ControlMessage.begin(bytes);
    Verdict verdict = Verdict.NUMBERS.read(reader);
    long number = reader.readLong();
    String text = reader.readText(LONGEST_TEXT);
    int count = reader.readCount("the number of holdings", Holding.LEAST_BYTES);
    List<Holding> holdings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      holdings.add(Holding.read(reader));
    }
    reader.expectEnd();
    return new Answer(verdict, number, text, holdings);
  }
}
