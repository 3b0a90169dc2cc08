// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Batches.Item;
import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.EntryOperation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Brings the calls of this member to the primaries of their keys, wherever those are. Thread-safe. */
final class Callers<K, V> {
  /** Callers have deadlines of their own. */
  private static final Duration ALWAYS = Duration.ofDays(1_000);

  private final ClusterChannel channel;
  private final int cache;
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final Forms<K, V> forms;
  private final CallerForm<K, V> answers;
  private final Batches<K, V> batches;
  private final BulkLoads<K, V> bulk;
  private final Retries retries;
  private final Reads<K> reads;
  private final ChunkForm<K> chunks;
  private final CallNumbers numbers;

  Callers(
      ClusterChannel channel,
      int cache,
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      Forms<K, V> forms,
      Batches<K, V> batches,
      BulkLoads<K, V> bulk,
      CallerForm<K, V> answers,
      Retries retries,
      Reads<K> reads,
      ChunkForm<K> chunks) {
    this.channel = channel;
    this.cache = cache;
    this.seats = seats;
    this.primaries = primaries;
    this.forms = forms;
    this.batches = batches;
    this.bulk = bulk;
    this.answers = answers;
    this.retries = retries;
    this.reads = reads;
    this.chunks = chunks;
    this.numbers = new CallNumbers(channel.self());
  }

  /** Executes an operation; completing the result ends the wait for it, not the operation. */
  CompletableFuture<Told> operate(K key, EntryOperation<K, V, ?> operation, Executor runner) {
    forms.requireSendable(key, operation);
    int segment = seats.segmentOf(key);
    OperationId id = numbers.next();
    CompletableFuture<Told> result = new CompletableFuture<>();
    var unused = result.whenComplete((told, failure) -> numbers.decided(id));
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      if (primary.equals(channel.self())) {
        return primaries.operate(topology.name(), id, key, operation, runner);
      }
      FrameWriter writer = head(RequestKind.OPERATE, topology);
      UpdateForm.writeId(writer, id);
      forms.writeOperation(writer, key, operation);
      return ask(primary, writer, answers::readTold);
    });
    return result;
  }

  /** Reads a key without asking anybody, if that is possible. */
  Found readHere(K key) {
    return reads.read(seats.seatOf(key), key);
  }

  /** Returns what there is of a key. */
  CompletableFuture<Found> read(K key) {
    Seat<K, V> seat = seats.seatOf(key);
    Found found = reads.read(seat, key);
    if (found.isCertain()) {
      return CompletableFuture.completedFuture(found);
    }
    int segment = seat.segment().number();
    CompletableFuture<Shown> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      return primary.equals(channel.self())
          ? primaries.read(topology.name(), key)
          : ask(primary, keyed(RequestKind.READ, topology, key), answers::readShown);
    });
    return result.thenApply(shown -> {
      seat.mailbox().execute(() -> seat.segment().settle(key, shown.version()));
      return new Found(true, shown.entry());
    });
  }

  /** Reads a key, and loads it if it is missing. */
  CompletableFuture<Loaded> load(K key) {
    int segment = seats.segmentOf(key);
    CompletableFuture<Loaded> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      return primary.equals(channel.self())
          ? primaries.load(topology.name(), key)
          : ask(primary, keyed(RequestKind.LOAD, topology, key), answers::readLoaded);
    });
    return result;
  }

  /** Executes many operations; completing the result ends the wait for them. */
  CompletableFuture<Batched> operateAll(
      Map<K, ? extends EntryOperation<K, V, ?>> operations, Executor runner) {
    operations.forEach(forms::requireSendable);
    List<Item<K, V>> items = new ArrayList<>(operations.size());
    operations.forEach((key, operation) -> items.add(new Item<>(numbers.next(), key, operation)));
    CompletableFuture<Batched> result = new CompletableFuture<>();
    var unused = result.whenComplete(
        (batched, failure) -> items.forEach(item -> numbers.decided(item.id())));
    new BatchCall<K, V>(
            retries,
            seats::segmentOf,
            (topology, primary, those) -> {
              if (primary.equals(channel.self())) {
                return batches.operate(topology.name(), those, runner);
              }
              FrameWriter writer = head(RequestKind.BATCH, topology);
              answers.writeItems(writer, those);
              return ask(primary, writer, reader -> answers.readBatched(reader, those.size()));
            },
            items)
        .begin(result);
    return result;
  }

  /** Reads keys, and loads those that are missing, or all. */
  CompletableFuture<Map<K, Loaded>> loadAll(Collection<K> keys, boolean replaces) {
    Map<K, Loaded> found = new ConcurrentHashMap<>();
    CompletableFuture<Map<K, Loaded>> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      Map<NodeId, List<K>> byPrimary = new LinkedHashMap<>();
      for (K key : keys) {
        if (!found.containsKey(key)) {
          byPrimary
              .computeIfAbsent(
                  topology.primaryOf(seats.segmentOf(key)), primary -> new ArrayList<>())
              .add(key);
        }
      }
      List<CompletableFuture<Void>> asked = new ArrayList<>();
      byPrimary.forEach((primary, those) ->
          asked.add(loadAll(topology, primary, those, replaces).thenAccept(loaded -> {
            for (int i = 0; i < those.size(); i++) {
              found.put(those.get(i), loaded.get(i));
            }
          })));
      return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
          .thenApply(done -> found);
    });
    return result;
  }

  private CompletableFuture<List<Loaded>> loadAll(
      Topology topology, NodeId primary, List<K> keys, boolean replaces) {
    if (primary.equals(channel.self())) {
      return bulk.load(topology.name(), keys, replaces);
    }
    FrameWriter writer = head(RequestKind.LOAD_ALL, topology);
    answers.writeKeys(writer, keys);
    return ask(
        primary, writer.writeFlag(replaces), reader -> answers.readLoadedAll(reader, keys.size()));
  }

  /** Removes all entries. */
  CompletableFuture<Boolean> clear() {
    return CompletableFuture.allOf(seats.all().stream()
            .map(seat -> clear(seat.segment().number()))
            .toArray(CompletableFuture[]::new))
        .thenApply(done -> true);
  }

  private CompletableFuture<ClearJob.Cleared> clear(int segment) {
    CompletableFuture<ClearJob.Cleared> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      return primary.equals(channel.self())
          ? primaries.clear(topology.name(), segment)
          : ask(
              primary,
              head(RequestKind.CLEAR, topology).writeNumber(segment),
              answers::readCleared);
    });
    return result;
  }

  /**
   * Fetches the next parts of some segments from their primary.
   *
   * @param wanted by segment whether its first part is wanted
   * @return by segment a part, of some segments at least
   */
  CompletableFuture<Map<Integer, Chunk<K>>> parts(
      NodeId primary, Topology topology, Map<Integer, Boolean> wanted) {
    FrameWriter writer = head(RequestKind.FETCH, topology).writeNumber(wanted.size());
    wanted.forEach((segment, isFirst) -> writer.writeNumber(segment).writeFlag(isFirst));
    return ask(primary, writer, chunks::readAll);
  }

  /** Returns the entries of a segment: from here if this member has all of it, else from the primary. */
  CompletableFuture<List<Map.Entry<K, CachedValue>>> entries(int segment) {
    Seat<K, V> seat = seats.seat(segment);
    @Nullable Standing standing = seat.standing();
    if (standing != null && standing.isComplete()) {
      return CompletableFuture.completedFuture(entriesOf(seat.segment()));
    }
    CompletableFuture<List<Map.Entry<K, CachedValue>>> result = new CompletableFuture<>();
    List<Map.Entry<K, CachedValue>> all = new ArrayList<>();
    retries.ask(result, topology -> {
      all.clear();
      return moreEntries(topology, segment, true, all);
    });
    return result;
  }

  private static <K> List<Map.Entry<K, CachedValue>> entriesOf(Segment<K> segment) {
    List<Map.Entry<K, CachedValue>> entries = new ArrayList<>();
    for (K key : segment.keys()) {
      @Nullable VersionedValue entry = segment.entry(key);
      if (entry != null) {
        entries.add(Map.entry(key, entry));
      }
    }
    return entries;
  }

  private CompletableFuture<List<Map.Entry<K, CachedValue>>> moreEntries(
      Topology topology, int segment, boolean isFirst, List<Map.Entry<K, CachedValue>> all) {
    return parts(topology.primaryOf(segment), topology, Map.of(segment, isFirst))
        .thenCompose(parts -> {
          @Nullable Chunk<K> chunk = parts.get(segment);
          if (chunk == null) {
            throw new MovedException(false);
          }
          chunk.states().forEach(state -> {
            if (state.getValue() instanceof VersionedValue entry) {
              all.add(Map.entry(state.getKey(), entry));
            }
          });
          return chunk.rest() == null
              ? moreEntries(topology, segment, false, all)
              : CompletableFuture.completedFuture(all);
        });
  }

  private static FrameWriter head(RequestKind kind, Topology topology) {
    FrameWriter writer = new FrameWriter().writeByte(kind.code());
    UpdateForm.write(writer, topology.name());
    return writer;
  }

  private FrameWriter keyed(RequestKind kind, Topology topology, K key) {
    FrameWriter writer = head(kind, topology);
    forms.writeKey(writer, key);
    return writer;
  }

  private <T> CompletableFuture<T> ask(
      NodeId primary, FrameWriter request, CallerForm.Body<T> body) {
    return channel
        .request(primary, cache, request.toBytes(), ALWAYS, ALWAYS)
        .thenApply(answer -> answers.read(answer, body));
  }
}
