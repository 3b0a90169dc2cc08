// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parts of handovers as bytes. Thread-safe. */
final class HandoverForm<K> {
  private static final int END = 0;
  private static final int LAST = 1;
  private static final int UPDATE = 2;
  private static final int CALL = 3;

  private final UpdateForm<K> updates;

  HandoverForm(UpdateForm<K> updates) {
    this.updates = updates;
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
  void writeEnd(FrameWriter writer, Version greatest) {
    UpdateForm.write(writer.writeByte(LAST), greatest);
  }

  /** Reads parts by their segments. */
  Map<Integer, Handover<K>> readAll(FrameReader reader) throws MalformedFrameException {
    Map<Integer, Handover<K>> parts = new HashMap<>();
    while (reader.readFlag()) {
      int segment = reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1);
      parts.put(segment, read(reader));
    }
    return parts;
  }

  private Handover<K> read(FrameReader reader) throws MalformedFrameException {
    List<Update<K>> unsettled = new ArrayList<>();
    List<DecidedCall> decided = new ArrayList<>();
    while (true) {
      int kind = reader.readByte();
      switch (kind) {
        case END -> {
          return new Handover<>(unsettled, decided, null);
        }
        case LAST -> {
          return new Handover<>(unsettled, decided, UpdateForm.readVersion(reader));
        }
        case UPDATE -> unsettled.add(updates.read(reader));
        case CALL -> decided.add(updates.readCall(reader));
        default -> throw new MalformedFrameException("a part of a handover with a " + kind);
      }
    }
  }
}
