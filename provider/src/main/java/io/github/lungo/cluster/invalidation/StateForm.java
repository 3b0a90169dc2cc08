// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.ObjectForms;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Trace;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;

/**
 * What members know of keys, as bytes. A deadline travels as the time that is left, as no two members have the same clock.
 * Thread-safe.
 */
final class StateForm<K> {
  private static final int ENTRY = 0;
  private static final int REMOVED = 1;
  private static final int ELSEWHERE = 2;

  private final ObjectForms<K> forms;
  private final NanoClock clock;

  StateForm(ObjectForms<K> forms, NanoClock clock) {
    this.forms = forms;
    this.clock = clock;
  }

  void write(FrameWriter writer, KeyState state) {
    if (state instanceof VersionedValue entry) {
      writer.writeByte(ENTRY);
      writeEntry(writer, entry);
    } else {
      boolean isElsewhere = state instanceof Trace trace && trace.isElsewhere();
      writer.writeByte(isElsewhere ? ELSEWHERE : REMOVED);
      MessageForm.write(writer, state.version());
    }
  }

  KeyState read(FrameReader reader) throws MalformedFrameException {
    int kind = reader.readByte();
    return switch (kind) {
      case ENTRY -> readEntry(reader);
      case REMOVED, ELSEWHERE -> new Trace(MessageForm.readVersion(reader), kind == ELSEWHERE);
      default -> throw new MalformedFrameException("a state of an unknown kind: " + kind);
    };
  }

  void writeEntry(FrameWriter writer, VersionedValue entry) {
    MessageForm.write(writer, entry.version());
    long deadline = entry.deadline();
    writer.writeNumber(deadline == Deadline.NEVER ? 0 : Math.max(1, deadline - clock.nanos()));
    forms.writeStored(writer, entry.stored());
  }

  VersionedValue readEntry(FrameReader reader) throws MalformedFrameException {
    Version version = MessageForm.readVersion(reader);
    long left = reader.readNumber();
    long deadline = left == 0 ? Deadline.NEVER : Deadline.after(clock.nanos(), left);
    return EntryShape.versioned(forms.readStored(reader), deadline, 1, version);
  }
}
