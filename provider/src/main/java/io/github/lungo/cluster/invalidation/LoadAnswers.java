// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of what a primary has loaded, in the order in which it was asked. Thread-safe. */
final class LoadAnswers {
  /** After so many bytes the asker has to ask for the rest; two values of the largest kind fit in a frame. */
  private static final int ENOUGH_BYTES = 4 << 20;

  private static final int NOTHING = 0;
  private static final int VALUE = 1;
  private static final int FAILURE = 2;

  private final Forms<?> forms;

  LoadAnswers(Forms<?> forms) {
    this.forms = forms;
  }

  /** Returns as many as go into one answer, at least one. */
  byte[] encode(Collection<Found> all) {
    FrameWriter body = new FrameWriter();
    int count = 0;
    for (Found found : all) {
      byte[] one = encode(found);
      if (count > 0 && body.size() + one.length > ENOUGH_BYTES) {
        break;
      }
      body.append(one);
      count++;
    }
    return new FrameWriter(body.size() + 8)
        .writeNumber(count)
        .append(body.toBytes())
        .toBytes();
  }

  private byte[] encode(Found found) {
    if (found.failure() != null) {
      return failure(found.failure());
    }
    FrameWriter writer = new FrameWriter();
    @Nullable Object stored = found.stored();
    if (stored == null) {
      return writer.writeByte(NOTHING).toBytes();
    }
    try {
      forms.writeStored(writer.writeByte(VALUE), stored);
      return writer.toBytes();
    } catch (RuntimeException notSendable) {
      return failure(notSendable);
    }
  }

  private byte[] failure(Throwable failure) {
    FrameWriter writer = new FrameWriter().writeByte(FAILURE);
    forms.writeFailure(writer, failure);
    return writer.toBytes();
  }

  /** Reads those that are in one answer. */
  List<Found> decode(byte[] answer) throws MalformedFrameException {
    FrameReader reader = new FrameReader("what was loaded", answer);
    int count = reader.readCount("how many", 1);
    List<Found> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int code = reader.readNumber("its kind", NOTHING, FAILURE);
      all.add(
          switch (code) {
            case VALUE -> new Found(forms.readStored(reader), null);
            case FAILURE -> new Found(null, forms.readFailure(reader));
            default -> new Found(null, null);
          });
    }
    reader.expectEnd();
    return all;
  }
}
