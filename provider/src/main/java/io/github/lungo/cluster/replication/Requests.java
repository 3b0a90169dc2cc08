// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.wire.KeyedOperation;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves what other members ask of a cache. Thread-safe. */
final class Requests<K, V> implements ClusterChannel.Handler {
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final Forms<K, V> forms;
  private final UpdateForm<K> updates;
  private final CallerForm<K, V> answers;
  private final Batches<K, V> batches;
  private final BulkLoads<K, V> bulk;
  private final LentLoads<K, V> lent;
  private final Refreshes<K, V> refreshes;
  private final RefreshNotices<K> notices;
  private final Reunions<K, V> reunions;
  private final HotCopies<K> copies;
  private final LeaseAnswers leases;
  private final Executor background;

  Requests(
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      Forms<K, V> forms,
      UpdateForm<K> updates,
      CallerForm<K, V> answers,
      Batches<K, V> batches,
      BulkLoads<K, V> bulk,
      LentLoads<K, V> lent,
      Refreshes<K, V> refreshes,
      RefreshNotices<K> notices,
      Reunions<K, V> reunions,
      HotCopies<K> copies,
      LeaseAnswers leases,
      Executor background) {
    this.seats = seats;
    this.primaries = primaries;
    this.forms = forms;
    this.updates = updates;
    this.answers = answers;
    this.batches = batches;
    this.bulk = bulk;
    this.lent = lent;
    this.refreshes = refreshes;
    this.notices = notices;
    this.reunions = reunions;
    this.copies = copies;
    this.leases = leases;
    this.background = background;
  }

  @Override
  public CompletableFuture<byte[]> asked(NodeId from, byte[] body) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a request", body);
    RequestKind kind = RequestKind.NUMBERS.read(reader);
    TopologyName topology = UpdateForm.readName(reader);
    return switch (kind) {
      case REPLICATE -> replicate(from, topology, reader);
      case COLLECT ->
        parts(reader, (seat, parts, isFirst) -> seat.writeHandover(parts, from, topology, isFirst))
            .thenApply(FrameWriter::toBytes);
      case OPERATE -> operate(topology, reader);
      case READ ->
        answer(
            primaries.read(
                topology,
                forms.readKey(reader),
                reader.readFlag(),
                reader.readFlag() ? from : null),
            answers::shown);
      case READ_ALL ->
        answer(primaries.readAll(topology, answers.readWanted(reader), from), answers::shownAll);
      case DROP -> drop(reader);
      case RENEW -> CompletableFuture.completedFuture(leases.renew(from, topology));
      case RELEASE -> CompletableFuture.completedFuture(leases.release(from));
      case LOAD -> answer(primaries.load(topology, forms.readKey(reader), from), answers::loaded);
      case CLEAR ->
        answer(
            primaries.clear(
                topology, UpdateForm.readId(reader), seat(reader).segment().number()),
            answers::cleared);
      case FETCH ->
        answer(
            parts(reader, (seat, parts, isFirst) -> seat.writePart(parts, from, topology, isFirst)),
            answers::parts);
      case BATCH ->
        answer(batches.operate(topology, answers.readItems(reader), background), answers::batched);
      case LEND ->
        answer(
            lent.lend(
                topology, forms.readKey(reader), from, LoadManner.read(reader), reader.readFlag()),
            answers::lent);
      case BRING -> bring(topology, reader);
      case GIVE_BACK ->
        answer(
            lent.giveBack(topology, forms.readKey(reader), reader.readNumber()), answers::loaded);
      case LOAD_ALL ->
        answer(
            bulk.load(topology, answers.readKeys(reader), LoadManner.read(reader), from),
            answers::loadedAll);
      case OFFER -> offered(topology, reader);
      case REUNITE -> reunite(topology, reader);
      case FENCE -> answer(primaries.fence(topology, segments(reader)), done -> answers.done());
    };
  }

  private CompletableFuture<byte[]> offered(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    int segment = seat(reader).segment().number();
    return answer(reunions.offered(topology, segment, readUpdates(reader)), answers::flags);
  }

  private CompletableFuture<byte[]> reunite(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    int segment = seat(reader).segment().number();
    List<Update<K>> written = readUpdates(reader);
    List<DecidedCall> calls = new ArrayList<>();
    for (int left = reader.readCount("calls", 1); left > 0; left--) {
      calls.add(updates.readCall(reader));
    }
    return answer(
        reunions.take(topology, segment, new Remains<>(written, calls, Version.LEAST)),
        done -> answers.done());
  }

  private List<Update<K>> readUpdates(FrameReader reader) throws MalformedFrameException {
    List<Update<K>> read = new ArrayList<>();
    for (int left = reader.readCount("updates", 1); left > 0; left--) {
      read.add(updates.read(reader));
    }
    return read;
  }

  private CompletableFuture<byte[]> drop(FrameReader reader) throws MalformedFrameException {
    copies.drop(reader.readFlag() ? forms.readKey(reader) : null);
    return CompletableFuture.completedFuture(answers.done());
  }

  private CompletableFuture<byte[]> bring(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    K key = forms.readKey(reader);
    long number = reader.readNumber();
    @Nullable Object value = reader.readFlag() ? forms.readStored(reader) : null;
    @Nullable Throwable failure = reader.readFlag() ? forms.readFailure(reader) : null;
    return answer(lent.bring(topology, key, number, value, failure), answers::loaded);
  }

  private Seat<K, V> seat(FrameReader reader) throws MalformedFrameException {
    return seats.seat(reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1));
  }

  private static List<Integer> segments(FrameReader reader) throws MalformedFrameException {
    List<Integer> segments = new ArrayList<>();
    for (int left = reader.readCount("segments", 1); left > 0; left--) {
      segments.add(reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1));
    }
    return segments;
  }

  private CompletableFuture<byte[]> replicate(
      NodeId from, TopologyName topology, FrameReader reader) throws MalformedFrameException {
    Seat<K, V> seat = seat(reader);
    Place place = new Place(from, reader.readNumber());
    long settledThrough = reader.readNumber();
    Update<K> update = updates.read(reader);
    return inMailbox(
        seat,
        () -> ChannelPeers.encode(seat.replicate(from, topology, place, settledThrough, update)));
  }

  private CompletableFuture<byte[]> operate(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    OperationId id = UpdateForm.readId(reader);
    KeyedOperation<K, V> asked = forms.readOperation(reader);
    return answer(
        primaries.operate(topology, id, asked.key(), asked.operation(), background), answers::told);
  }

  /** Writes the next part of something about a segment. */
  @FunctionalInterface
  private interface PartWriter<K, V> {
    void write(Seat<K, V> seat, FrameWriter parts, boolean isFirst);
  }

  /** Sends the next parts of segments, until there is enough in one answer. */
  private CompletableFuture<FrameWriter> parts(FrameReader reader, PartWriter<K, V> writer)
      throws MalformedFrameException {
    Map<Seat<K, V>, Boolean> wanted = new LinkedHashMap<>();
    for (int left = reader.readCount("segments", 2); left > 0; left--) {
      wanted.put(seat(reader), reader.readFlag());
    }
    return writeParts(new FrameWriter(1_024), wanted.entrySet().iterator(), writer);
  }

  private CompletableFuture<FrameWriter> writeParts(
      FrameWriter parts, Iterator<Map.Entry<Seat<K, V>, Boolean>> wanted, PartWriter<K, V> writer) {
    if (!wanted.hasNext() || parts.size() >= PartForm.ENOUGH_BYTES) {
      return CompletableFuture.completedFuture(parts.writeFlag(false));
    }
    Map.Entry<Seat<K, V>, Boolean> next = wanted.next();
    return inMailbox(next.getKey(), () -> {
          writer.write(next.getKey(), parts.writeFlag(true), next.getValue());
          return parts;
        })
        .thenCompose(same -> writeParts(same, wanted, writer));
  }

  private static <T> CompletableFuture<T> inMailbox(Seat<?, ?> seat, Supplier<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    seat.mailbox().execute(() -> {
      try {
        result.complete(task.get());
      } catch (RuntimeException | Error failure) {
        result.completeExceptionally(failure);
      }
    });
    return result;
  }

  private <T> CompletableFuture<byte[]> answer(
      CompletableFuture<T> result, Function<T, byte[]> encoder) {
    return result.thenApply(encoder).exceptionally(answers::failed);
  }

  @Override
  public void told(NodeId from, byte[] body) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a notice", body);
    switch (NoticeKind.NUMBERS.read(reader)) {
      case SETTLED -> settled(from, reader);
      case DUE -> notices.read(reader, refreshes::told);
      case TOUCHED -> touched(reader);
    }
  }

  private void settled(NodeId from, FrameReader reader) throws MalformedFrameException {
    for (int left = reader.readCount("segments", 2); left > 0; left--) {
      Seat<K, V> seat = seat(reader);
      long through = reader.readNumber();
      seat.mailbox().execute(() -> seat.segment().settle(from, through));
    }
  }

  private void touched(FrameReader reader) throws MalformedFrameException {
    while (reader.readFlag()) {
      Seat<K, V> seat = seat(reader);
      K key = forms.readKey(reader);
      Version version = UpdateForm.readVersion(reader);
      long deadline = updates.readDeadline(reader);
      seat.mailbox().execute(() -> TouchNotices.heard(seat.segment(), key, version, deadline));
    }
  }
}
