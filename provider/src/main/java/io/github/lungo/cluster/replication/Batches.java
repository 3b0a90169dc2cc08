// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.BatchRun.Group;
import io.github.lungo.cluster.replication.BatchRun.Written;
import io.github.lungo.integration.WriteThrough;
import io.github.lungo.operation.EntryOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What a primary on this member does with many operations that come at once. Thread-safe. */
final class Batches<K, V> {
  private final PrimaryParts<K, V> parts;
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;

  Batches(PrimaryParts<K, V> parts, Seats<K, V> seats, Primaries<K, V> primaries) {
    this.parts = parts;
    this.seats = seats;
    this.primaries = primaries;
  }

  /** One operation of a batch. */
  record Item<K, V>(OperationId id, K key, EntryOperation<K, V, ?> operation) {}

  /**
   * What came of a batch.
   *
   * @param results what came of each operation, in their order
   * @param failure what the cache writer threw, or null
   */
  record Batched(List<Result> results, @Nullable Throwable failure) {}

  /**
   * What came of one operation.
   *
   * @param told what its caller is told; null if it failed
   * @param failure what it failed with, or null; a {@link MovedException} if it is to be tried again
   */
  record Result(@Nullable Told told, @Nullable Throwable failure) {}

  /** Executes operations, each once for its id. */
  CompletableFuture<Batched> operate(
      TopologyName topology, List<Item<K, V>> items, Executor runner) {
    @Nullable WriteThrough<K, V> writer = parts.source().writer();
    return writer == null
        ? each(topology, items, runner)
        : together(topology, items, writer, runner);
  }

  private CompletableFuture<Batched> each(
      TopologyName topology, List<Item<K, V>> items, Executor runner) {
    List<CompletableFuture<Result>> results = new ArrayList<>(items.size());
    for (Item<K, V> item : items) {
      results.add(
          result(primaries.operate(topology, item.id(), item.key(), item.operation(), runner)));
    }
    return all(results, CompletableFuture.completedFuture(new Written(null)));
  }

  private CompletableFuture<Batched> together(
      TopologyName topology, List<Item<K, V>> items, WriteThrough<K, V> writer, Executor runner) {
    List<Open<K, V>> all = items.stream().map(Open::of).toList();
    Map<Integer, List<Open<K, V>>> bySegment = new TreeMap<>();
    for (Open<K, V> open : all) {
      bySegment
          .computeIfAbsent(seats.segmentOf(open.item().key()), segment -> new ArrayList<>())
          .add(open);
    }
    List<Group<K, V>> groups = new ArrayList<>();
    bySegment.forEach(
        (segment, those) -> groups.add(batch -> add(topology, seats.seat(segment), those, batch)));
    BatchRun<K, V> run = new BatchRun<>(parts, writer, runner, groups);
    run.proceed();
    return all(all.stream().map(open -> result(open.answer())).toList(), run.written());
  }

  /** An operation whose answer is awaited. */
  private record Open<K, V>(Item<K, V> item, CompletableFuture<Told> answer) {
    static <K, V> Open<K, V> of(Item<K, V> item) {
      return new Open<>(item, new CompletableFuture<>());
    }
  }

  /** Takes the turns of all keys of a segment in one step, so that nothing of the whole segment comes between. */
  private void add(
      TopologyName topology, Seat<K, V> seat, List<Open<K, V>> those, BatchRun<K, V> batch) {
    batch.await(those.size() + 1);
    seat.mailbox()
        .execute(() -> seat.add(
            topology,
            moved -> {
              those.forEach(open -> open.answer().completeExceptionally(moved));
              batch.skip(those.size() + 1);
            },
            primacy -> {
              those.forEach(open -> add(primacy, open, batch));
              batch.skip(1);
            }));
  }

  private void add(Primacy<K, V> primacy, Open<K, V> open, BatchRun<K, V> batch) {
    Item<K, V> item = open.item();
    OperationJob<K, V> job =
        new OperationJob<>(primacy, item.id(), item.key(), item.operation(), batch::begun);
    Primaries.passOn(job.answer(), open.answer());
    var unused = job.answer().whenComplete((told, failure) -> batch.settled(job));
    primacy.add(job);
  }

  private static CompletableFuture<Result> result(CompletableFuture<Told> answer) {
    return answer.handle((told, failure) -> new Result(told, Told.cause(failure)));
  }

  private static CompletableFuture<Batched> all(
      List<CompletableFuture<Result>> results, CompletableFuture<Written> written) {
    return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
        .thenCombine(
            written,
            (done, batch) -> new Batched(
                results.stream().map(CompletableFuture::join).toList(), batch.failure()));
  }
}
