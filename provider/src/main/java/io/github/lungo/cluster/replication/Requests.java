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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/** Serves what other members ask of a cache. Thread-safe. */
final class Requests<K, V> implements ClusterChannel.Handler {
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final Forms<K, V> forms;
  private final UpdateForm<K> updates;
  private final CallerForm<K, V> answers;
  private final ChannelPeers<K> peers;
  private final Batches<K, V> batches;
  private final BulkLoads<K, V> bulk;
  private final Executor background;

  Requests(
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      Forms<K, V> forms,
      UpdateForm<K> updates,
      CallerForm<K, V> answers,
      ChannelPeers<K> peers,
      Batches<K, V> batches,
      BulkLoads<K, V> bulk,
      Executor background) {
    this.seats = seats;
    this.primaries = primaries;
    this.forms = forms;
    this.updates = updates;
    this.answers = answers;
    this.peers = peers;
    this.batches = batches;
    this.bulk = bulk;
    this.background = background;
  }

  @Override
  public CompletableFuture<byte[]> asked(NodeId from, byte[] body) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a request", body);
    RequestKind kind = RequestKind.of(reader.readByte());
    TopologyName topology = UpdateForm.readName(reader);
    return switch (kind) {
      case REPLICATE -> replicate(from, topology, reader);
      case COLLECT -> collect(topology, reader);
      case OPERATE -> operate(topology, reader);
      case READ -> answer(primaries.read(topology, forms.readKey(reader)), answers::shown);
      case LOAD -> answer(primaries.load(topology, forms.readKey(reader)), answers::loaded);
      case CLEAR ->
        answer(primaries.clear(topology, seat(reader).segment().number()), answers::cleared);
      case FETCH -> fetch(from, topology, reader);
      case BATCH ->
        answer(batches.operate(topology, answers.readItems(reader), background), answers::batched);
      case LOAD_ALL ->
        answer(
            bulk.load(topology, answers.readKeys(reader), reader.readFlag()), answers::loadedAll);
    };
  }

  private Seat<K, V> seat(FrameReader reader) throws MalformedFrameException {
    return seats.seat(reader.readNumber("a segment", 0, Ownership.SEGMENTS - 1));
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

  /** Hands over as many of the segments as go into one answer, at least one. */
  private CompletableFuture<byte[]> collect(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    List<CompletableFuture<byte[]>> parts = new ArrayList<>();
    for (int left = reader.readCount("segments", 1); left > 0; left--) {
      Seat<K, V> seat = seat(reader);
      parts.add(inMailbox(seat, () -> {
        FrameWriter writer = new FrameWriter();
        peers.write(writer, seat.segment().number(), seat.handOver(topology));
        return writer.toBytes();
      }));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenApply(done -> joined(parts));
  }

  private static byte[] joined(List<CompletableFuture<byte[]>> parts) {
    FrameWriter body = new FrameWriter();
    int count = 0;
    for (CompletableFuture<byte[]> part : parts) {
      if (count == 0 || body.size() + part.join().length <= ChunkForm.ENOUGH_BYTES) {
        body.append(part.join());
        count++;
      }
    }
    return new FrameWriter(body.size() + 8)
        .writeNumber(count)
        .append(body.toBytes())
        .toBytes();
  }

  private CompletableFuture<byte[]> operate(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    OperationId id = UpdateForm.readId(reader);
    KeyedOperation<K, V> asked = forms.readOperation(reader);
    return answer(
        primaries.operate(topology, id, asked.key(), asked.operation(), background), answers::told);
  }

  /** Sends the next parts of segments, until there is enough in one answer. */
  private CompletableFuture<byte[]> fetch(NodeId from, TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    Map<Seat<K, V>, Boolean> wanted = new LinkedHashMap<>();
    for (int left = reader.readCount("segments", 2); left > 0; left--) {
      wanted.put(seat(reader), reader.readFlag());
    }
    FrameWriter parts = new FrameWriter(1_024);
    Iterator<Map.Entry<Seat<K, V>, Boolean>> seatsLeft = wanted.entrySet().iterator();
    return answer(writeParts(parts, seatsLeft, from, topology), answers::parts);
  }

  private CompletableFuture<FrameWriter> writeParts(
      FrameWriter parts,
      Iterator<Map.Entry<Seat<K, V>, Boolean>> wanted,
      NodeId to,
      TopologyName topology) {
    if (!wanted.hasNext() || parts.size() >= ChunkForm.ENOUGH_BYTES) {
      return CompletableFuture.completedFuture(parts);
    }
    Map.Entry<Seat<K, V>, Boolean> next = wanted.next();
    return inMailbox(next.getKey(), () -> {
          next.getKey().writePart(parts.writeFlag(true), to, topology, next.getValue());
          return parts;
        })
        .thenCompose(same -> writeParts(parts, wanted, to, topology));
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
    for (int left = reader.readCount("segments", 2); left > 0; left--) {
      Seat<K, V> seat = seat(reader);
      long through = reader.readNumber();
      seat.mailbox().execute(() -> seat.segment().settle(from, through));
    }
  }
}
