// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.SnapshotEntry;
import io.github.lungo.integration.WriteThrough;
import io.github.lungo.integration.WriteThrough.Unwritten;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.SourceWrite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Operations on keys of one primary that are written through together: when all of them have their turn, the writer is called
 * once for all writes and once for all deletes, and only what it took takes effect. The keys of one segment are taken at once,
 * and segments in their order, so that no two batches wait for each other. Thread-safe.
 */
final class BatchRun<K, V> {
  private final PrimaryParts<K, V> parts;
  private final WriteThrough<K, V> writer;
  private final Executor runner;
  private final Iterator<Group<K, V>> groups;
  private final List<OperationJob<K, V>> ready = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger awaited = new AtomicInteger();
  private final Set<OperationJob<K, V>> seen = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Written> written = new CompletableFuture<>();

  /**
   * That the batch was written.
   *
   * @param failure what the writer threw, or null
   */
  record Written(@Nullable Throwable failure) {}

  /** Takes the turns of the keys of one segment, all at once. */
  @FunctionalInterface
  interface Group<K, V> {

    /** Adds the jobs, each of which tells the batch when it begins. */
    void add(BatchRun<K, V> batch);
  }

  BatchRun(
      PrimaryParts<K, V> parts,
      WriteThrough<K, V> writer,
      Executor runner,
      List<Group<K, V>> groups) {
    this.parts = parts;
    this.writer = writer;
    this.runner = runner;
    this.groups = groups.iterator();
  }

  /** Returns what the writer threw, or null, when the batch has been written. */
  CompletableFuture<Written> written() {
    return written;
  }

  /** Takes the turns of the next segment's keys; when there is none any more, the batch is run. */
  void proceed() {
    if (groups.hasNext()) {
      groups.next().add(this);
      return;
    }
    try {
      runner.execute(this::run);
    } catch (RuntimeException refused) {
      ready.forEach(job -> job.fail(refused));
      written.complete(new Written(refused));
    }
  }

  /** Waits for the turns of so many jobs. */
  void await(int jobs) {
    awaited.set(jobs);
  }

  /** An operation has its turn. */
  void begun(OperationJob<K, V> job) {
    ready.add(job);
    settled(job);
  }

  /** So many jobs are not waited for any more. */
  void skip(int jobs) {
    if (awaited.addAndGet(-jobs) == 0) {
      proceed();
    }
  }

  /** An operation has its turn, or will never have. */
  void settled(OperationJob<K, V> job) {
    if (seen.add(job) && awaited.decrementAndGet() == 0) {
      proceed();
    }
  }

  private void run() {
    Map<OperationJob<K, V>, Outcome<?>> outcomes = new HashMap<>();
    for (OperationJob<K, V> job : ready) {
      try {
        outcomes.put(job, job.apply());
      } catch (Throwable failure) {
        job.fail(failure);
      }
    }
    List<SnapshotEntry<K, V>> writes = new ArrayList<>();
    List<K> deletes = new ArrayList<>();
    outcomes.forEach((job, outcome) -> {
      SourceWrite write = outcome.write();
      switch (write.kind()) {
        case NONE -> {}
        case WRITE -> writes.add(parts.source().entry(job.key(), write, parts.traits()));
        case DELETE -> deletes.add(parts.traits().keyFor(job.key()));
      }
    });
    Set<Object> unwritten = new HashSet<>();
    @Nullable Throwable failure = null;
    if (!writes.isEmpty()) {
      Unwritten left = writer.writeAll(writes);
      unwritten.addAll(left.keys());
      failure = left.failure();
    }
    if (!deletes.isEmpty()) {
      Unwritten left = writer.deleteAll(deletes);
      unwritten.addAll(left.keys());
      failure = failure == null ? left.failure() : failure;
    }
    end(outcomes, unwritten, failure);
    written.complete(new Written(failure));
  }

  private static <K, V> void end(
      Map<OperationJob<K, V>, Outcome<?>> outcomes,
      Set<Object> unwritten,
      @Nullable Throwable failure) {
    outcomes.forEach((job, outcome) -> {
      if (failure != null && unwritten.contains(job.key())) {
        job.fail(failure);
      } else {
        job.finish(outcome);
      }
    });
  }
}
