// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Trace;
import io.github.lungo.entry.Version;
import io.github.lungo.local.NewestEntries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes by which members tell each other of entries that all are to have. Thread-safe. */
final class ReplicaForm<K> {
  private static final int ENOUGH_BYTES = 512 << 10;

  private final MessageForm<K> form;
  private final NewestEntries<K> entries;

  ReplicaForm(MessageForm<K> form, NewestEntries<K> entries) {
    this.form = form;
    this.entries = entries;
  }

  /**
   * A message that tells of keys.
   *
   * @param notes how many of the parcel's notes it has room for
   */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares these
  record Told(byte[] body, int notes) {}

  /**
   * What a member is told of a key.
   *
   * @param isRepair whether others may lack it, too
   */
  record News<K>(K key, KeyState state, boolean isRepair) {}

  /** A key and its version. */
  record Offer<K>(K key, Version version) {}

  private FrameWriter begin(RequestKind kind, TopologyName topology) {
    FrameWriter writer = new FrameWriter()
        .writeByte(kind.code())
        .writeNumber(topology.number())
        .writeNode(topology.coordinator());
    MessageForm.write(writer, entries.cleared());
    return writer;
  }

  /** Returns what a member is told; what is known of none of the keys any more says nothing of it. */
  Told tell(TopologyName topology, ReplicaMail.Parcel<K> parcel) {
    FrameWriter writer = begin(RequestKind.REPLICATE, topology).writeFlag(parcel.fences());
    int notes = 0;
    for (Map.Entry<K, Due> note : parcel.notes()) {
      if (writer.size() >= ENOUGH_BYTES) {
        break;
      }
      notes++;
      @Nullable KeyState state = entries.state(note.getKey());
      if (state != null) {
        writer.writeFlag(true).writeFlag(note.getValue().isRepair());
        form.forms().writeKey(writer, note.getKey());
        form.states().write(writer, as(note.getValue(), state));
      }
    }
    return new Told(writer.writeFlag(false).toBytes(), notes);
  }

  private static KeyState as(Due note, KeyState state) {
    return note.isKeyOnly() && note.version().equals(state.version())
        ? new Trace(state.version(), true)
        : state;
  }

  List<News<K>> readNews(FrameReader reader) throws MalformedFrameException {
    List<News<K>> news = new ArrayList<>();
    while (reader.readFlag()) {
      boolean isRepair = reader.readFlag();
      K key = form.forms().readKey(reader);
      news.add(new News<>(key, form.states().read(reader), isRepair));
    }
    reader.expectEnd();
    return news;
  }

  byte[] offer(TopologyName topology, Collection<Offer<K>> offers) {
    FrameWriter writer = begin(RequestKind.OFFER, topology).writeNumber(offers.size());
    offers.forEach(offer -> {
      MessageForm.write(writer, offer.version());
      form.forms().writeKey(writer, offer.key());
    });
    return writer.toBytes();
  }

  List<Offer<K>> readOffers(FrameReader reader) throws MalformedFrameException {
    int count = reader.readCount("the number of keys", 1 + Version.BYTES);
    List<Offer<K>> offers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Version version = MessageForm.readVersion(reader);
      offers.add(new Offer<>(form.forms().readKey(reader), version));
    }
    reader.expectEnd();
    return offers;
  }

  byte[] pull(TopologyName topology, Collection<Integer> segments) {
    FrameWriter writer = begin(RequestKind.PULL, topology);
    writeNumbers(writer, segments);
    return writer.toBytes();
  }

  byte[] compare(TopologyName topology, Digests digests, Collection<Integer> segments) {
    FrameWriter writer = begin(RequestKind.COMPARE, topology);
    MessageForm.write(writer, digests.through());
    writer.writeNumber(segments.size());
    segments.forEach(segment -> writer.writeNumber(segment).writeLong(digests.of(segment)));
    return writer.toBytes();
  }

  static void writeNumbers(FrameWriter writer, Collection<Integer> numbers) {
    writer.writeNumber(numbers.size());
    numbers.forEach(number -> writer.writeNumber(number));
  }

  /** Reads numbers, none of which may exceed the given one. */
  static List<Integer> readNumbers(FrameReader reader, int most) throws MalformedFrameException {
    int count = reader.readCount("how many", 1);
    List<Integer> numbers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      numbers.add(reader.readNumber("a number", 0, most));
    }
    return numbers;
  }

  /** Returns the places of the offers that a member wants. */
  static List<Integer> wantedOf(Rounds.Reply reply, int offers) {
    try {
      List<Integer> wanted = readNumbers(reply.rest(), offers - 1);
      reply.rest().expectEnd();
      return wanted;
    } catch (MalformedFrameException malformed) {
      throw new IllegalStateException("the answer to an offer makes no sense", malformed);
    }
  }
}
