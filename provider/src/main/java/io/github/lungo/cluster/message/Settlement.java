// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an asker says it waits for no more, so that the answers need not be kept. One that is lost is made up for by the
 * next.
 *
 * @param below all its requests of lower numbers
 * @param ids some of higher numbers
 */
record Settlement(long below, List<Long> ids) {

  byte[] toBytes() {
    FrameWriter writer = new FrameWriter(16 + ids.size() * Long.BYTES);
    writer.writeLong(below).writeNumber(ids.size());
    ids.forEach(writer::writeLong);
    return writer.toBytes();
  }

  static Settlement of(byte[] bytes) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a settlement", bytes);
    long below = reader.readLong();
    int count = reader.readCount("the number of requests", Long.BYTES);
    List<Long> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(reader.readLong());
    }
    reader.expectEnd();
    return new Settlement(below, ids);
  }
}
