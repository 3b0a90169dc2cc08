// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Numbers of segments in frames, a byte each. */
final class Segments {

  private Segments() {}

  static void write(FrameWriter writer, Collection<Integer> segments) {
    writer.writeNumber(segments.size());
    segments.forEach(writer::writeByte);
  }

  static Set<Integer> read(FrameReader reader) throws MalformedFrameException {
    int count = reader.readCount("the number of segments", 1);
    if (count > Ownership.SEGMENTS) {
      throw new MalformedFrameException(
          count + " segments, but there are only " + Ownership.SEGMENTS);
    }
    Set<Integer> segments = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      segments.add(reader.readByte());
    }
    return segments;
  }
}
