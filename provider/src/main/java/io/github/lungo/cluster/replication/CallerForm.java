// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Batches.Item;
import io.github.lungo.cluster.replication.Batches.Result;
import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.cluster.wire.KeyedOperation;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.EntryOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** What a primary answers callers, as bytes. Thread-safe. */
final class CallerForm<K, V> {
  private static final int DONE = 0;
  private static final int MOVED = 1;
  private static final int FAILED = 2;

  /** An answer ends with the first item that brings it to this size. */
  private static final int ENOUGH_BYTES = 2 << 20;

  private final Forms<K, V> forms;
  private final UpdateForm<K> updates;

  CallerForm(Forms<K, V> forms, UpdateForm<K> updates) {
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
    writeFailed(writer, failure);
    return writer.toBytes();
  }

  private void writeFailed(FrameWriter writer, Throwable failure) {
    @Nullable Throwable cause = Told.cause(failure);
    if (cause instanceof MovedException moved) {
      writer.writeByte(MOVED).writeFlag(moved.isAhead());
    } else {
      forms.writeFailure(writer.writeByte(FAILED), cause == null ? failure : cause);
    }
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

  private static FrameWriter head() {
    return new FrameWriter().writeByte(DONE);
  }

  /** Says that it was done, and no more. */
  byte[] done() {
    return head().toBytes();
  }

  byte[] told(Told told) {
    FrameWriter writer = head();
    write(writer, told);
    return writer.toBytes();
  }

  private void write(FrameWriter writer, Told told) {
    @Nullable Throwable failure = told.listenerFailure();
    writer.writeBytes(told.answer().encodedBy(updates::encode)).writeFlag(failure != null);
    if (failure != null) {
      forms.writeFailure(writer, failure);
    }
  }

  Told readTold(FrameReader reader) throws MalformedFrameException {
    CallAnswer answer = CallAnswer.of(reader.readBytes());
    return new Told(answer, reader.readFlag() ? forms.readFailure(reader) : null);
  }

  void writeItem(FrameWriter writer, Item<K, V> item) {
    UpdateForm.writeId(writer, item.id());
    forms.writeOperation(writer, item.key(), item.operation());
  }

  List<Item<K, V>> readItems(FrameReader reader) throws MalformedFrameException {
    List<Item<K, V>> items = new ArrayList<>();
    for (int left = reader.readCount("operations", 2); left > 0; left--) {
      OperationId id = UpdateForm.readId(reader);
      KeyedOperation<K, V> operation = forms.readOperation(reader);
      items.add(new Item<>(id, operation.key(), operation.operation()));
    }
    return items;
  }

  /** Results that make the answer too large are asked for again: what has changed something is not executed again. */
  byte[] batched(Batched batched) {
    FrameWriter writer = head();
    for (Result result : batched.results()) {
      @Nullable Told told = result.told();
      @Nullable Throwable failure = result.failure();
      if (writer.size() >= ENOUGH_BYTES) {
        writeFailed(writer, new MovedException(false));
      } else if (told != null) {
        write(writer.writeByte(DONE), told);
      } else if (failure != null) {
        writeFailed(writer, failure);
      }
    }
    @Nullable Throwable failure = batched.failure();
    writer.writeFlag(failure != null);
    if (failure != null) {
      forms.writeFailure(writer, failure);
    }
    return writer.toBytes();
  }

  Batched readBatched(FrameReader reader, int size) throws MalformedFrameException {
    List<Result> results = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      int code = reader.readByte();
      results.add(
          switch (code) {
            case DONE -> new Result(readTold(reader), null);
            case MOVED -> new Result(null, new MovedException(reader.readFlag()));
            case FAILED -> new Result(null, forms.readFailure(reader));
            default -> throw new MalformedFrameException("a result of an unknown kind: " + code);
          });
    }
    return new Batched(results, reader.readFlag() ? forms.readFailure(reader) : null);
  }

  List<K> readKeys(FrameReader reader) throws MalformedFrameException {
    List<K> keys = new ArrayList<>();
    for (int left = reader.readCount("keys", 1); left > 0; left--) {
      keys.add(forms.readKey(reader));
    }
    return keys;
  }

  List<KeyWanted<K>> readWanted(FrameReader reader) throws MalformedFrameException {
    List<KeyWanted<K>> wanted = new ArrayList<>();
    for (int left = reader.readCount("keys", 2); left > 0; left--) {
      wanted.add(new KeyWanted<>(forms.readKey(reader), reader.readFlag()));
    }
    return wanted;
  }

  /** Values that make the answer too large are asked for again. */
  byte[] loadedAll(List<Loaded> loaded) {
    FrameWriter writer = head();
    for (Loaded one : loaded) {
      boolean isHere = writer.size() < ENOUGH_BYTES;
      writer.writeFlag(isHere);
      if (isHere) {
        write(writer, one);
      }
    }
    return writer.toBytes();
  }

  List<@Nullable Loaded> readLoadedAll(FrameReader reader, int size)
      throws MalformedFrameException {
    List<@Nullable Loaded> loaded = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      loaded.add(reader.readFlag() ? readLoaded(reader) : null);
    }
    return loaded;
  }

  byte[] shown(Shown shown) {
    FrameWriter writer = head();
    write(writer, shown);
    return writer.toBytes();
  }

  private void write(FrameWriter writer, Shown shown) {
    UpdateForm.write(writer, shown.version());
    @Nullable VersionedValue entry = shown.entry();
    writer.writeFlag(entry != null);
    if (entry != null) {
      updates.writeEntry(writer, entry);
      writer.writeFlag(shown.mayBeKept());
    }
  }

  /** Answers that make the message too large are asked for again. */
  byte[] shownAll(List<Shown> shown) {
    FrameWriter writer = head();
    for (Shown one : shown) {
      boolean isHere = writer.size() < ENOUGH_BYTES;
      writer.writeFlag(isHere);
      if (isHere) {
        write(writer, one);
      }
    }
    return writer.toBytes();
  }

  List<@Nullable Shown> readShownAll(FrameReader reader, int size) throws MalformedFrameException {
    List<@Nullable Shown> shown = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      shown.add(reader.readFlag() ? readShown(reader) : null);
    }
    return shown;
  }

  Shown readShown(FrameReader reader) throws MalformedFrameException {
    Version version = UpdateForm.readVersion(reader);
    @Nullable VersionedValue entry = reader.readFlag() ? updates.readEntry(reader, version) : null;
    return new Shown(version, entry, entry != null && reader.readFlag());
  }

  byte[] loaded(Loaded loaded) {
    FrameWriter writer = head();
    write(writer, loaded);
    return writer.toBytes();
  }

  private void write(FrameWriter writer, Loaded loaded) {
    @Nullable Object stored = loaded.stored();
    writer.writeFlag(stored != null);
    if (stored != null) {
      forms.writeStored(writer, stored);
    }
  }

  Loaded readLoaded(FrameReader reader) throws MalformedFrameException {
    return new Loaded(reader.readFlag() ? forms.readStored(reader) : null);
  }

  byte[] lent(Lent lent) {
    FrameWriter writer = head().writeNumber(lent.number()).writeFlag(lent.isBusy());
    write(writer, new Loaded(lent.stored()));
    return writer.toBytes();
  }

  Lent readLent(FrameReader reader) throws MalformedFrameException {
    long number = reader.readNumber();
    boolean isBusy = reader.readFlag();
    return new Lent(number, readLoaded(reader).stored(), isBusy);
  }

  byte[] cleared(ClearJob.Cleared cleared) {
    FrameWriter writer = head();
    UpdateForm.write(writer, cleared.below());
    return writer.toBytes();
  }

  ClearJob.Cleared readCleared(FrameReader reader) throws MalformedFrameException {
    return new ClearJob.Cleared(UpdateForm.readVersion(reader));
  }

  byte[] flags(List<Boolean> flags) {
    FrameWriter writer = head();
    flags.forEach(writer::writeFlag);
    return writer.toBytes();
  }

  byte[] parts(FrameWriter parts) {
    return head().append(parts.toBytes()).toBytes();
  }

  /** Returns what the caller of the operation is told. */
  Answer<?> answer(Told told, EntryOperation<K, V, ?> operation) {
    return told.answer().decodedBy(encoded -> decode(encoded, operation));
  }

  private Answer<?> decode(byte[] encoded, EntryOperation<K, V, ?> operation) {
    try {
      return forms.readAnswer(new FrameReader("an answer", encoded), operation);
    } catch (MalformedFrameException malformed) {
      throw new CacheException(malformed.getMessage(), malformed);
    }
  }
}
