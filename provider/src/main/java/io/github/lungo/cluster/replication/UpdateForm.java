// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;
import org.jspecify.annotations.Nullable;

/**
 * Updates as bytes. An entry's deadline travels as the time that is left, as no two members have the same clock. Thread-safe.
 */
final class UpdateForm<K> {
  private static final int KEY = 1;
  private static final int ENTRY = 2;
  private static final int CALL = 4;
  private static final int NEWS = 8;

  private final Forms<K, ?> forms;
  private final NewsForm<K> news;
  private final NanoClock clock;

  UpdateForm(Forms<K, ?> forms, NewsForm<K> news, NanoClock clock) {
    this.forms = forms;
    this.news = news;
    this.clock = clock;
  }

  /** Checks that an entry is not too large to be sent. */
  void requireFits(K key, Object stored) {
    forms.requireFits(key, stored);
  }

  void write(FrameWriter writer, Update<K> update) {
    @Nullable K key = update.key();
    @Nullable VersionedValue after = update.after();
    @Nullable DecidedCall call = update.call();
    @Nullable News<K> told = key == null ? null : update.news();
    writer.writeByte((key == null ? 0 : KEY)
        | (after == null ? 0 : ENTRY)
        | (call == null ? 0 : CALL)
        | (told == null ? 0 : NEWS));
    write(writer, update.version());
    if (key != null) {
      forms.writeKey(writer, key);
    }
    if (after != null) {
      writeEntry(writer, after);
    }
    if (call != null) {
      write(writer, call);
    }
    if (told != null) {
      news.write(writer, told, after);
    }
  }

  Update<K> read(FrameReader reader) throws MalformedFrameException {
    int parts = reader.readByte();
    Version version = readVersion(reader);
    @Nullable K key = (parts & KEY) == 0 ? null : forms.readKey(reader);
    @Nullable VersionedValue after = (parts & ENTRY) == 0 ? null : readEntry(reader, version);
    @Nullable DecidedCall call = (parts & CALL) == 0 ? null : readCall(reader);
    @Nullable
    News<K> told = (parts & NEWS) == 0 || key == null ? null : news.read(reader, key, after);
    return new Update<>(key, version, after, call, told);
  }

  void writeKey(FrameWriter writer, K key) {
    forms.writeKey(writer, key);
  }

  /** Writes an entry without its version. */
  void writeEntry(FrameWriter writer, VersionedValue entry) {
    writeDeadline(writer, entry.deadline());
    writer.writeNumber(entry.weight());
    forms.writeStored(writer, entry.stored());
  }

  /** Writes a deadline as the time that is left. */
  void writeDeadline(FrameWriter writer, long deadline) {
    writer.writeNumber(deadline == Deadline.NEVER ? 0 : Math.max(1, deadline - clock.nanos()));
  }

  long readDeadline(FrameReader reader) throws MalformedFrameException {
    long left = reader.readNumber();
    return left == 0 ? Deadline.NEVER : Deadline.after(clock.nanos(), left);
  }

  VersionedValue readEntry(FrameReader reader, Version version) throws MalformedFrameException {
    long deadline = readDeadline(reader);
    int weight = reader.readNumber("the weight of an entry", 0, Integer.MAX_VALUE);
    return EntryShape.versioned(forms.readStored(reader), deadline, weight, version);
  }

  void write(FrameWriter writer, DecidedCall call) {
    writeId(writer, call.id());
    writer.writeBytes(call.answer().encodedBy(this::encode));
  }

  byte[] encode(Answer<?> answer) {
    FrameWriter writer = new FrameWriter();
    forms.writeAnswer(writer, answer);
    return writer.toBytes();
  }

  DecidedCall readCall(FrameReader reader) throws MalformedFrameException {
    return new DecidedCall(readId(reader), CallAnswer.of(reader.readBytes()));
  }

  static void writeId(FrameWriter writer, OperationId id) {
    writer.writeNode(id.caller()).writeNumber(id.number()).writeNumber(id.decidedBelow());
  }

  static OperationId readId(FrameReader reader) throws MalformedFrameException {
    return new OperationId(reader.readNode(), reader.readNumber(), reader.readNumber());
  }

  static void write(FrameWriter writer, Version version) {
    writer.writeLong(version.stamp()).writeLong(version.member());
  }

  static Version readVersion(FrameReader reader) throws MalformedFrameException {
    long stamp = reader.readLong();
    if (stamp < 0) {
      throw new MalformedFrameException("the stamp of a version must not be negative: " + stamp);
    }
    return new Version(stamp, reader.readLong());
  }

  static void write(FrameWriter writer, TopologyName name) {
    writer.writeNumber(name.number()).writeNode(name.coordinator());
  }

  static TopologyName readName(FrameReader reader) throws MalformedFrameException {
    long number = reader.readNumber();
    if (number < 1) {
      throw new MalformedFrameException("the number of a topology must be at least 1: " + number);
    }
    return new TopologyName(number, reader.readNode());
  }
}
