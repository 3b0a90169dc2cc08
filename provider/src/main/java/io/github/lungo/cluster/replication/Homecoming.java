// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Brings what this member kept, when it met members again that had gone on without it, to those who lead the segments now:
 * first which writes there are, then those of them that are news there. It is kept until they have it, whatever comes between.
 * Thread-safe.
 */
final class Homecoming<K, V> {
  private static final int MOST_AT_ONCE = 500;
  private static final int SEGMENTS_AT_ONCE = 4;

  private final PrimaryChannel<K, V> asking;
  private final Retries retries;
  private final Reunions<K, V> reunions;
  private final UpdateForm<K> updates;
  private final IntFunction<CompletableFuture<List<Map.Entry<K, CachedValue>>>> entries;
  private final Map<Integer, Remains<K>> left = new LinkedHashMap<>();
  private int underWay;

  /**
   * Creates what has nothing to bring yet.
   *
   * @param entries returns the entries of a segment
   */
  Homecoming(
      PrimaryChannel<K, V> asking,
      Retries retries,
      Reunions<K, V> reunions,
      UpdateForm<K> updates,
      IntFunction<CompletableFuture<List<Map.Entry<K, CachedValue>>>> entries) {
    this.asking = asking;
    this.retries = retries;
    this.reunions = reunions;
    this.updates = updates;
    this.entries = entries;
  }

  /** Keeps what is to be brought. */
  synchronized void keep(int segment, Remains<K> remains) {
    if (!remains.isNothing()) {
      left.merge(segment, remains, Remains::and);
    }
  }

  /** Returns whether all was brought. */
  synchronized boolean isOver() {
    return left.isEmpty() && underWay == 0;
  }

  /** Begins to bring what there is. */
  void begin() {
    while (true) {
      int segment;
      Remains<K> remains;
      synchronized (this) {
        if (underWay == SEGMENTS_AT_ONCE || left.isEmpty()) {
          return;
        }
        segment = left.keySet().iterator().next();
        remains = left.remove(segment);
        underWay++;
      }
      var unused = bring(segment, remains, 0).whenComplete((done, failure) -> {
        synchronized (this) {
          underWay--;
        }
        if (failure == null) { // else this member has left the cluster
          begin();
        }
      });
    }
  }

  private CompletableFuture<Boolean> bring(int segment, Remains<K> remains, int from) {
    int to = Math.min(from + MOST_AT_ONCE, remains.updates().size());
    List<Update<K>> next = remains.updates().subList(from, to);
    List<DecidedCall> calls = from == 0 ? remains.calls() : List.of();
    CompletableFuture<Boolean> brought = offer(segment, next)
        .thenCompose(
            isNews -> take(segment, new Remains<>(chosen(next, isNews), calls, Version.LEAST)));
    return to == remains.updates().size()
        ? brought.thenCompose(done -> removeForgotten(segment, remains))
        : brought.thenCompose(done -> bring(segment, remains, to));
  }

  /** Removes what this side has removed and has no trace of any more. */
  private CompletableFuture<Boolean> removeForgotten(int segment, Remains<K> remains) {
    return remains.removedThrough().equals(Version.LEAST)
        ? CompletableFuture.completedFuture(true)
        : entries
            .apply(segment)
            .thenCompose(there ->
                take(segment, new Remains<>(remains.removalsOf(there), List.of(), Version.LEAST)));
  }

  private static <K> List<Update<K>> chosen(List<Update<K>> updates, List<Boolean> isNews) {
    List<Update<K>> chosen = new ArrayList<>();
    for (int i = 0; i < updates.size(); i++) {
      if (isNews.get(i)) {
        chosen.add(updates.get(i));
      }
    }
    return chosen;
  }

  private CompletableFuture<List<Boolean>> offer(int segment, List<Update<K>> offered) {
    if (offered.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    CompletableFuture<List<Boolean>> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      if (asking.isSelf(primary)) {
        return reunions.offered(topology.name(), segment, offered);
      }
      FrameWriter writer = head(RequestKind.OFFER, topology, segment, offered.size());
      offered.forEach(update ->
          updates.write(writer, new Update<>(update.key(), update.version(), null, null)));
      return asking.ask(primary, writer, reader -> {
        List<Boolean> isNews = new ArrayList<>();
        for (int i = 0; i < offered.size(); i++) {
          isNews.add(reader.readFlag());
        }
        return isNews;
      });
    });
    return result;
  }

  private CompletableFuture<Boolean> take(int segment, Remains<K> remains) {
    if (remains.isNothing()) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      if (asking.isSelf(primary)) {
        return reunions.take(topology.name(), segment, remains);
      }
      FrameWriter writer =
          head(RequestKind.REUNITE, topology, segment, remains.updates().size());
      remains.updates().forEach(update -> updates.write(writer, update));
      writer.writeNumber(remains.calls().size());
      remains.calls().forEach(call -> updates.write(writer, call));
      return asking.ask(primary, writer, reader -> true);
    });
    return result;
  }

  private FrameWriter head(RequestKind kind, Topology topology, int segment, int updates) {
    return asking.head(kind, topology).writeNumber(segment).writeNumber(updates);
  }
}
