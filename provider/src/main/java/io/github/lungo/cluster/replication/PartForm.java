// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of what is sent of segments, as bytes. Thread-safe. */
final class PartForm<K> {
  /** A part ends with the first item that brings it to this size. */
  static final int ENOUGH_BYTES = 256 * 1_024;

  private static final int END = 0;
  private static final int LAST = 1;
  private static final int ENTRY = 2;
  private static final int TOMBSTONE = 3;
  private static final int CALL = 4;
  private static final int UPDATE = 5;

  private final Forms<K, ?> forms;
  private final UpdateForm<K> updates;
  private final NanoClock clock;

  PartForm(Forms<K, ?> forms, UpdateForm<K> updates, NanoClock clock) {
    this.forms = forms;
    this.updates = updates;
    this.clock = clock;
  }

  void write(FrameWriter writer, K key, KeyState state) {
    boolean isEntry = state instanceof VersionedValue;
    writer.writeByte(isEntry ? ENTRY : TOMBSTONE);
    forms.writeKey(writer, key);
    UpdateForm.write(writer, state.version());
    if (state instanceof VersionedValue entry) {
      updates.writeEntry(writer, entry);
    }
  }

  void write(FrameWriter writer, Update<K> update) {
    updates.write(writer.writeByte(UPDATE), update);
  }

  void write(FrameWriter writer, DecidedCall call) {
    updates.write(writer.writeByte(CALL), call);
  }

  /** Ends a part after which others come. */
  void writeEnd(FrameWriter writer) {
    writer.writeByte(END);
  }

  /** Ends the last part. */
  void writeEnd(FrameWriter writer, Version end, Version anewAbove) {
    UpdateForm.write(writer.writeByte(LAST), end);
    UpdateForm.write(writer, anewAbove);
  }

  /** Reads parts by their segments. */
  Map<Integer, Part<K>> readAll(FrameReader reader) throws MalformedFrameException {
    Map<Integer, Part<K>> parts = new LinkedHashMap<>();
    while (reader.readFlag()) {
      int segment = reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1);
      parts.put(segment, read(reader));
    }
    return parts;
  }

  private Part<K> read(FrameReader reader) throws MalformedFrameException {
    List<Map.Entry<K, KeyState>> states = new ArrayList<>();
    List<Update<K>> unsettled = new ArrayList<>();
    List<DecidedCall> decided = new ArrayList<>();
    while (true) {
      int kind = reader.readByte();
      switch (kind) {
        case END -> {
          return new Part<>(states, unsettled, decided, null, Version.LEAST);
        }
        case LAST -> {
          Version end = UpdateForm.readVersion(reader);
          return new Part<>(states, unsettled, decided, end, UpdateForm.readVersion(reader));
        }
        case ENTRY -> {
          K key = forms.readKey(reader);
          Version version = UpdateForm.readVersion(reader);
          states.add(Map.entry(key, updates.readEntry(reader, version)));
        }
        case TOMBSTONE -> {
          K key = forms.readKey(reader);
          Version version = UpdateForm.readVersion(reader);
          states.add(Map.entry(key, new Tombstone(version, clock.nanos())));
        }
        case UPDATE -> unsettled.add(updates.read(reader));
        case CALL -> decided.add(updates.readCall(reader));
        default -> throw new MalformedFrameException("a part of a segment with a " + kind);
      }
    }
  }
}
