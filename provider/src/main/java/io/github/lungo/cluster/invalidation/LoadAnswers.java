// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.ObjectForms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The bytes of what a primary has loaded, in the order in which it was asked. Thread-safe. */
final class LoadAnswers {
  /** After so many bytes the asker has to ask for the rest; two values of the largest kind fit in a frame. */
  private static final int ENOUGH_BYTES = 4 << 20;

  private final ObjectForms<?> forms;
  private final StateForm<?> states;

  LoadAnswers(MessageForm<?> form) {
    this.forms = form.forms();
    this.states = form.states();
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

  /** Returns one alone, or a failure in place of what cannot be sent. */
  byte[] encode(Found found) {
    try {
      return write(found);
    } catch (RuntimeException notSendable) {
      return write(Found.failure(notSendable));
    }
  }

  private byte[] write(Found found) {
    FrameWriter writer = new FrameWriter().writeByte(found.kind().code());
    if (found.stored() != null) {
      forms.writeStored(writer, found.stored());
    }
    if (found.failure() != null) {
      forms.writeFailure(writer, found.failure());
    }
    if (found.entry() != null) {
      states.writeEntry(writer, found.entry());
    }
    if (found.kind() == Found.Kind.GRANT) {
      writer.writeLong(found.grant());
    }
    return writer.toBytes();
  }

  /** Reads one. */
  Found read(FrameReader reader) throws MalformedFrameException {
    Found.Kind kind = Found.Kind.NUMBERS.read(reader);
    return switch (kind) {
      case NOTHING -> Found.NOTHING;
      case VALUE -> Found.value(forms.readStored(reader));
      case STALE -> Found.stale(forms.readStored(reader));
      case FAILURE -> Found.failure(forms.readFailure(reader));
      case GRANT -> Found.grant(reader.readLong());
      case AGAIN -> Found.AGAIN;
      case ENTRY -> Found.entry(states.readEntry(reader));
    };
  }

  /** Reads those that are in one answer. */
  List<Found> decode(byte[] answer) throws MalformedFrameException {
    FrameReader reader = new FrameReader("what was loaded", answer);
    int count = reader.readCount("how many", 1);
    List<Found> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(read(reader));
    }
    reader.expectEnd();
    return all;
  }
}
