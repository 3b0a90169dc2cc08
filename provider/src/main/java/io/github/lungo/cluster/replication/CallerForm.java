// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.Outcome;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a primary answers callers, as bytes. Thread-safe. */
final class CallerForm<K> {
  private static final int DONE = 0;
  private static final int MOVED = 1;
  private static final int FAILED = 2;

  private final Forms<K, ?> forms;
  private final UpdateForm<K> updates;

  CallerForm(Forms<K, ?> forms, UpdateForm<K> updates) {
    this.forms = forms;
    this.updates = updates;
  }

  /** Reads what follows an answer's first byte. */
  @FunctionalInterface
  interface Body<T> {
    T read(FrameReader reader) throws MalformedFrameException;
  }

  byte[] failed(Throwable failure) {
    FrameWriter writer = new FrameWriter();
    @Nullable Throwable cause = Told.cause(failure);
    if (cause instanceof MovedException moved) {
      return writer.writeByte(MOVED).writeFlag(moved.isAhead()).toBytes();
    }
    forms.writeFailure(writer.writeByte(FAILED), cause == null ? failure : cause);
    return writer.toBytes();
  }

  /** Returns what was answered, or throws what the primary has failed with. */
  <T> T read(byte[] answer, Body<T> body) {
    FrameReader reader = new FrameReader("a primary's answer", answer);
    try {
      int code = reader.readByte();
      return switch (code) {
        case DONE -> body.read(reader);
        case MOVED -> throw new MovedException(reader.readFlag());
        case FAILED -> throw new CompletionException(forms.readFailure(reader));
        default ->
          throw new MalformedFrameException("a primary's answer of an unknown kind: " + code);
      };
    } catch (MalformedFrameException malformed) {
      throw new CompletionException(malformed);
    }
  }

  private static FrameWriter done() {
    return new FrameWriter().writeByte(DONE);
  }

  byte[] told(Told told) {
    FrameWriter writer = done();
    @Nullable Throwable failure = told.listenerFailure();
    writer.writeBytes(told.answer().encodedBy(updates::encode)).writeFlag(failure != null);
    if (failure != null) {
      forms.writeFailure(writer, failure);
    }
    return writer.toBytes();
  }

  Told readTold(FrameReader reader) throws MalformedFrameException {
    Answer answer = Answer.of(reader.readBytes());
    return new Told(answer, reader.readFlag() ? forms.readFailure(reader) : null);
  }

  byte[] shown(Shown shown) {
    FrameWriter writer = done();
    UpdateForm.write(writer, shown.version());
    @Nullable VersionedValue entry = shown.entry();
    writer.writeFlag(entry != null);
    if (entry != null) {
      updates.writeEntry(writer, entry);
    }
    return writer.toBytes();
  }

  Shown readShown(FrameReader reader) throws MalformedFrameException {
    Version version = UpdateForm.readVersion(reader);
    return new Shown(version, reader.readFlag() ? updates.readEntry(reader, version) : null);
  }

  byte[] loaded(Loaded loaded) {
    @Nullable Object stored = loaded.stored();
    FrameWriter writer = done().writeFlag(stored != null);
    if (stored != null) {
      forms.writeStored(writer, stored);
    }
    return writer.toBytes();
  }

  Loaded readLoaded(FrameReader reader) throws MalformedFrameException {
    return new Loaded(reader.readFlag() ? forms.readStored(reader) : null);
  }

  byte[] cleared(ClearJob.Cleared cleared) {
    FrameWriter writer = done();
    UpdateForm.write(writer, cleared.below());
    return writer.toBytes();
  }

  ClearJob.Cleared readCleared(FrameReader reader) throws MalformedFrameException {
    return new ClearJob.Cleared(UpdateForm.readVersion(reader));
  }

  byte[] parts(FrameWriter parts) {
    return done().append(parts.writeFlag(false).toBytes()).toBytes();
  }

  Outcome<?> outcome(Told told) {
    return told.answer().decodedBy(this::decode);
  }

  private Outcome<?> decode(byte[] encoded) {
    try {
      return forms.readOutcome(new FrameReader("an outcome", encoded));
    } catch (MalformedFrameException malformed) {
      throw new CompletionException(malformed);
    }
  }
}
