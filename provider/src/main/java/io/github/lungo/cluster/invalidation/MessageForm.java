// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.wire.ObjectForms;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.NanoClock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bytes of the protocol's messages. Thread-safe. */
final class MessageForm<K> {
  private final ObjectForms<K> forms;
  private final StableHash hash;
  private final StateForm<K> states;
  private final boolean isVersioned;

  /**
   * Creates the form of a cache's messages.
   *
   * @param isVersioned whether what is loaded gets its version at the primary, which is to know of newer ones
   */
  MessageForm(ObjectForms<K> forms, StableHash hash, NanoClock clock, boolean isVersioned) {
    this.forms = forms;
    this.hash = hash;
    this.states = new StateForm<>(forms, clock);
    this.isVersioned = isVersioned;
  }

  boolean isVersioned() {
    return isVersioned;
  }

  StateForm<K> states() {
    return states;
  }

  StableHash hash() {
    return hash;
  }

  ObjectForms<K> forms() {
    return forms;
  }

  int segmentOf(K key) {
    return hash.segmentOf(key);
  }

  /** Returns the key as it is sent; what cannot be sent fails here. */
  EncodedKey encode(K key) {
    FrameWriter writer = new FrameWriter();
    forms.writeKey(writer, key);
    return new EncodedKey(segmentOf(key), writer.toBytes());
  }

  static byte[] invalidate(TopologyName topology, Version version, Collection<EncodedKey> keys) {
    FrameWriter writer = named(RequestKind.INVALIDATE, topology);
    write(writer, version);
    writer.writeNumber(keys.size());
    keys.forEach(key -> writer.append(key.bytes()));
    return writer.toBytes();
  }

  static byte[] invalidateEach(TopologyName topology, Collection<Note> notes) {
    FrameWriter writer = named(RequestKind.INVALIDATE_EACH, topology).writeNumber(notes.size());
    notes.forEach(note -> {
      write(writer, note.version());
      writer.append(note.key().bytes());
    });
    return writer.toBytes();
  }

  static byte[] reset(TopologyName topology, Version version) {
    FrameWriter writer = named(RequestKind.RESET, topology);
    write(writer, version);
    return writer.toBytes();
  }

  byte[] load(Wish<K> wish) {
    FrameWriter writer =
        new FrameWriter().writeByte(RequestKind.LOAD.code()).writeFlag(wish.isBulk());
    return withKeys(writer, wish);
  }

  byte[] lend(Wish<K> wish) {
    return withKeys(new FrameWriter().writeByte(RequestKind.LEND.code()), wish);
  }

  private byte[] withKeys(FrameWriter writer, Wish<K> wish) {
    Purpose.NUMBERS.write(writer, wish.purpose());
    if (isVersioned) {
      writer.writeFlag(wish.isAfresh());
    }
    writer.writeNumber(wish.heard().size());
    wish.heard().forEach((key, version) -> {
      if (isVersioned) {
        write(writer, version);
      }
      forms.writeKey(writer, key);
    });
    return writer.toBytes();
  }

  Wish<K> readWish(FrameReader reader, boolean isBulk) throws MalformedFrameException {
    Purpose purpose = Purpose.NUMBERS.read(reader);
    boolean isAfresh = isVersioned && reader.readFlag();
    int count = reader.readCount("the number of keys", isVersioned ? 1 + Version.BYTES : 1);
    Map<K, Version> heard = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      Version version = isVersioned ? readVersion(reader) : Version.LEAST;
      heard.put(forms.readKey(reader), version);
    }
    reader.expectEnd();
    return new Wish<>(heard, isBulk, purpose, isAfresh);
  }

  /** Returns the message that brings what was loaded, as {@link LoadAnswers} write it. */
  static byte[] bring(long number, byte[] found) {
    return new FrameWriter()
        .writeByte(RequestKind.BRING.code())
        .writeLong(number)
        .append(found)
        .toBytes();
  }

  static byte[] clock() {
    return new FrameWriter().writeByte(RequestKind.CLOCK.code()).toBytes();
  }

  static byte[] fence(TopologyName topology) {
    return named(RequestKind.FENCE, topology).toBytes();
  }

  static byte[] clear(TopologyName topology, Version version) {
    FrameWriter writer = named(RequestKind.CLEAR, topology);
    write(writer, version);
    return writer.toBytes();
  }

  private static FrameWriter named(RequestKind kind, TopologyName topology) {
    return new FrameWriter()
        .writeByte(kind.code())
        .writeNumber(topology.number())
        .writeNode(topology.coordinator());
  }

  static TopologyName readName(FrameReader reader) throws MalformedFrameException {
    long number = reader.readNumber();
    if (number == 0) {
      throw new MalformedFrameException("a topology with the number 0");
    }
    return new TopologyName(number, reader.readNode());
  }

  static void write(FrameWriter writer, Version version) {
    writer.writeLong(version.stamp()).writeLong(version.member());
  }

  static Version readVersion(FrameReader reader) throws MalformedFrameException {
    long stamp = reader.readLong();
    long member = reader.readLong();
    if (stamp < 0) {
      throw new MalformedFrameException("a version with a negative stamp: " + stamp);
    }
    return new Version(stamp, member);
  }

  /** Reads keys, each with its version. */
  Map<K, Version> readEach(FrameReader reader) throws MalformedFrameException {
    int count = reader.readCount("the number of keys", 1 + Version.BYTES);
    Map<K, Version> each = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Version version = readVersion(reader);
      each.put(forms.readKey(reader), version);
    }
    reader.expectEnd();
    return each;
  }

  List<K> readKeys(FrameReader reader) throws MalformedFrameException {
    int count = reader.readCount("the number of keys", 1);
    List<K> keys = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      keys.add(forms.readKey(reader));
    }
    reader.expectEnd();
    return keys;
  }
}
