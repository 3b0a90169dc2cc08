// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.VersionedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Brings the calls of this member that are about segments as a whole to the primaries. Thread-safe. */
final class SegmentCalls<K, V> {
  private final PrimaryChannel<K, V> asking;
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final CallerForm<K, V> answers;
  private final Retries retries;
  private final Reads<K> reads;
  private final PartForm<K> form;
  private final CallNumbers numbers;

  SegmentCalls(
      PrimaryChannel<K, V> asking,
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      CallerForm<K, V> answers,
      Retries retries,
      Reads<K> reads,
      PartForm<K> form,
      CallNumbers numbers) {
    this.asking = asking;
    this.seats = seats;
    this.primaries = primaries;
    this.answers = answers;
    this.retries = retries;
    this.reads = reads;
    this.form = form;
    this.numbers = numbers;
  }

  /** Removes all entries. */
  CompletableFuture<Boolean> clear() {
    return CompletableFuture.allOf(seats.all().stream()
            .map(seat -> clear(seat.segment().number()))
            .toArray(CompletableFuture[]::new))
        .thenApply(done -> true);
  }

  /** Keeps all loads that run now from storing what they bring. */
  CompletableFuture<Boolean> fenceLoads() {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      Map<NodeId, List<Integer>> byPrimary = new LinkedHashMap<>();
      for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
        byPrimary
            .computeIfAbsent(topology.primaryOf(segment), primary -> new ArrayList<>())
            .add(segment);
      }
      return CompletableFuture.allOf(byPrimary.entrySet().stream()
              .map(entry -> fenceLoads(topology, entry.getKey(), entry.getValue()))
              .toArray(CompletableFuture[]::new))
          .thenApply(done -> true);
    });
    return result;
  }

  private CompletableFuture<Boolean> fenceLoads(
      Topology topology, NodeId primary, List<Integer> segments) {
    if (asking.isSelf(primary)) {
      return primaries.fence(topology.name(), segments);
    }
    FrameWriter writer = asking.head(RequestKind.FENCE, topology).writeNumber(segments.size());
    segments.forEach(writer::writeNumber);
    return asking.ask(primary, writer, reader -> true);
  }

  private CompletableFuture<ClearJob.Cleared> clear(int segment) {
    OperationId id = numbers.next();
    CompletableFuture<ClearJob.Cleared> result = new CompletableFuture<>();
    var unused = result.whenComplete((cleared, failure) -> numbers.decided(id));
    retries.ask(result, topology -> {
      NodeId primary = topology.primaryOf(segment);
      if (asking.isSelf(primary)) {
        return primaries.clear(topology.name(), id, segment);
      }
      FrameWriter writer = asking.head(RequestKind.CLEAR, topology);
      UpdateForm.writeId(writer, id);
      return asking.ask(primary, writer.writeNumber(segment), answers::readCleared);
    });
    return result;
  }

  /**
   * Fetches the next parts of some segments from their primary.
   *
   * @param wanted by segment whether its first part is wanted
   * @return by segment a part, of some segments at least
   */
  CompletableFuture<Map<Integer, Part<K>>> parts(
      NodeId primary, Topology topology, Map<Integer, Boolean> wanted) {
    FrameWriter writer = asking.head(RequestKind.FETCH, topology).writeNumber(wanted.size());
    wanted.forEach((segment, isFirst) -> writer.writeNumber(segment).writeFlag(isFirst));
    return asking.ask(primary, writer, form::readAll);
  }

  /** Returns the entries of a segment: from here if this member knows all of them, else from the primary. */
  CompletableFuture<List<Map.Entry<K, CachedValue>>> entries(int segment) {
    Seat<K, V> seat = seats.seat(segment);
    @Nullable Standing standing = seat.standing();
    if (standing != null && reads.mayWalk(standing)) {
      @Nullable List<Map.Entry<K, CachedValue>> here = entriesOf(seat.segment());
      if (here != null && seat.standing() == standing) {
        return CompletableFuture.completedFuture(here);
      }
    }
    CompletableFuture<List<Map.Entry<K, CachedValue>>> result = new CompletableFuture<>();
    List<Map.Entry<K, CachedValue>> all = new ArrayList<>();
    retries.ask(result, topology -> {
      all.clear();
      return moreEntries(topology, segment, true, all);
    });
    return result;
  }

  /** Returns the entries; null if the primary knows more of some, as it may have shown an update that is not settled here. */
  private static <K> @Nullable List<Map.Entry<K, CachedValue>> entriesOf(Segment<K> segment) {
    if (segment.isClearing()) {
      return null;
    }
    List<Map.Entry<K, CachedValue>> entries = new ArrayList<>();
    for (K key : segment.keys()) {
      if (segment.state(key) instanceof Unsettled<?>) {
        return null;
      }
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
          @Nullable Part<K> part = parts.get(segment);
          if (part == null) {
            throw new MovedException(false);
          }
          part.states().forEach(state -> {
            if (state.getValue() instanceof VersionedValue entry) {
              all.add(Map.entry(state.getKey(), entry));
            }
          });
          return part.isLast()
              ? CompletableFuture.completedFuture(all)
              : moreEntries(topology, segment, false, all);
        });
  }
}
