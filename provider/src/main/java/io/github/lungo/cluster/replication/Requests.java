// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.operation.EntryOperation;
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
  private final CallerForm<K> answers;
  private final ChannelPeers<K> peers;
  private final Executor background;

  Requests(
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      Forms<K, V> forms,
      UpdateForm<K> updates,
      CallerForm<K> answers,
      ChannelPeers<K> peers,
      Executor background) {
    this.seats = seats;
    this.primaries = primaries;
    this.forms = forms;
    this.updates = updates;
    this.answers = answers;
    this.peers = peers;
    this.background = background;
  }

  @Override
  public CompletableFuture<byte[]> asked(NodeId from, byte[] body) throws MalformedFrameException {
    FrameReader reader = new FrameReader("a request", body);
    RequestKind kind = RequestKind.of(reader.readByte());
    TopologyName topology = UpdateForm.readName(reader);
    return switch (kind) {
      case REPLICATE -> replicate(from, topology, reader);
      case COLLECT -> collect(topology, seat(reader));
      case OPERATE -> operate(topology, reader);
      case READ -> answer(primaries.read(topology, forms.readKey(reader)), answers::shown);
      case LOAD -> answer(primaries.load(topology, forms.readKey(reader)), answers::loaded);
      case CLEAR ->
        answer(primaries.clear(topology, seat(reader).segment().number()), answers::cleared);
      case FETCH -> fetch(from, topology, reader);
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

  private CompletableFuture<byte[]> collect(TopologyName topology, Seat<K, V> seat) {
    return inMailbox(seat, () -> peers.encode(seat.handOver(topology)));
  }

  private CompletableFuture<byte[]> operate(TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    OperationId id = UpdateForm.readId(reader);
    K key = forms.readKey(reader);
    EntryOperation<K, V, ?> operation = forms.readOperation(reader);
    return answer(primaries.operate(topology, id, key, operation, background), answers::told);
  }

  private CompletableFuture<byte[]> fetch(NodeId from, TopologyName topology, FrameReader reader)
      throws MalformedFrameException {
    Seat<K, V> seat = seat(reader);
    boolean isFirst = reader.readFlag();
    return answer(inMailbox(seat, () -> seat.part(from, topology, isFirst)), answers::part);
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
