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
import org.jspecify.annotations.Nullable;

/** Parts of segments as bytes. Thread-safe. */
final class ChunkForm<K> {
  /** A part ends with the first key that brings it to this size. */
  static final int ENOUGH_BYTES = 256 * 1_024;

  private static final int END = 0;
  private static final int LAST = 1;
  private static final int ENTRY = 2;
  private static final int TOMBSTONE = 3;

  private final Forms<K, ?> forms;
  private final UpdateForm<K> updates;
  private final NanoClock clock;

  ChunkForm(Forms<K, ?> forms, UpdateForm<K> updates, NanoClock clock) {
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

  void writeEnd(FrameWriter writer, Chunk.@Nullable Rest rest) {
    if (rest == null) {
      writer.writeByte(END);
      return;
    }
    UpdateForm.write(writer.writeByte(LAST), rest.floor());
    writer.writeNumber(rest.decided().size());
    rest.decided().forEach(call -> updates.write(writer, call));
  }

  /** Reads parts by their segments. */
  Map<Integer, Chunk<K>> readAll(FrameReader reader) throws MalformedFrameException {
    Map<Integer, Chunk<K>> parts = new LinkedHashMap<>();
    while (reader.readFlag()) {
      int segment = reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1);
      parts.put(segment, read(reader));
    }
    return parts;
  }

  private Chunk<K> read(FrameReader reader) throws MalformedFrameException {
    List<Map.Entry<K, KeyState>> states = new ArrayList<>();
    while (true) {
      int kind = reader.readByte();
      switch (kind) {
        case END -> {
          return new Chunk<>(states, null);
        }
        case LAST -> {
          return new Chunk<>(states, readRest(reader));
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
        default -> throw new MalformedFrameException("a part of a segment with a " + kind);
      }
    }
  }

  private Chunk.Rest readRest(FrameReader reader) throws MalformedFrameException {
    Version floor = UpdateForm.readVersion(reader);
    List<DecidedCall> decided = new ArrayList<>();
    for (int left = reader.readCount("decided calls", 2); left > 0; left--) {
      decided.add(updates.readCall(reader));
    }
    return new Chunk.Rest(floor, decided);
  }
}
