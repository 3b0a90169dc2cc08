// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the segments of which this member is a new owner: of each primary one answer after the other, with parts of many
 * small segments or of a large one. Another topology ends that; what is still to be fetched then begins anew, and finds much of
 * it here. Thread-safe.
 */
final class Fetches<K> {
  private static final int MOST_AT_ONCE = 64;
  private static final Duration RETRY = Duration.ofMillis(50);

  private final Source<K> source;
  private final Seats<K, ?> seats;
  private final Alarm alarm;
  private final BiConsumer<Topology, List<Integer>> completed;
  private volatile @Nullable Topology current;

  /** Where the parts come from. */
  @FunctionalInterface
  interface Source<K> {

    /** Asks a primary for the next parts of some segments; see {@link SegmentCalls#parts}. */
    CompletableFuture<Map<Integer, Part<K>>> next(
        NodeId primary, Topology topology, Map<Integer, Boolean> wanted);
  }

  /**
   * Creates fetches that have nothing to do.
   *
   * @param completed is told of segments that are here in whole
   */
  Fetches(
      Source<K> source,
      Seats<K, ?> seats,
      Alarm alarm,
      BiConsumer<Topology, List<Integer>> completed) {
    this.source = source;
    this.seats = seats;
    this.alarm = alarm;
    this.completed = completed;
  }

  /** Ends what is under way, as the topology has changed. */
  void stop() {
    current = null;
  }

  /** Fetches what this member does not have in whole. */
  void start(Topology topology) {
    current = topology;
    Map<NodeId, Map<Integer, Boolean>> missing = new LinkedHashMap<>();
    for (Seat<K, ?> seat : seats.all()) {
      @Nullable Standing standing = seat.standing();
      if (standing != null && standing.isOwner() && !standing.isComplete()) {
        int segment = seat.segment().number();
        missing
            .computeIfAbsent(topology.primaryOf(segment), primary -> new LinkedHashMap<>())
            .put(segment, true);
      }
    }
    missing.forEach((primary, segments) -> fetch(topology, primary, segments));
  }

  private boolean isCurrent(Topology topology) {
    @Nullable Topology now = current;
    return now != null && now.name().equals(topology.name());
  }

  private void fetch(Topology topology, NodeId primary, Map<Integer, Boolean> missing) {
    if (missing.isEmpty() || !isCurrent(topology)) {
      return;
    }
    Map<Integer, Boolean> wanted = new LinkedHashMap<>();
    missing.entrySet().stream()
        .limit(MOST_AT_ONCE)
        .forEach(entry -> wanted.put(entry.getKey(), entry.getValue()));
    var unused = source.next(primary, topology, wanted).whenComplete((parts, failure) -> {
      if (failure == null) {
        take(topology, primary, missing, parts);
      } else {
        missing.replaceAll((segment, isFirst) -> true);
        fetchLater(topology, primary, missing);
      }
    });
  }

  private void fetchLater(Topology topology, NodeId primary, Map<Integer, Boolean> missing) {
    var unused = alarm.set(RETRY, () -> fetch(topology, primary, missing));
  }

  private void take(
      Topology topology,
      NodeId primary,
      Map<Integer, Boolean> missing,
      Map<Integer, Part<K>> parts) {
    List<Integer> whole = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> taken = new ArrayList<>();
    parts.forEach((segment, part) -> {
      Seat<K, ?> seat = seats.seat(segment);
      boolean isLast = part.isLast();
      if (isLast) {
        missing.remove(segment);
      } else {
        missing.replace(segment, false);
      }
      taken.add(CompletableFuture.runAsync(
          () -> {
            if (seat.take(topology.name(), part) && isLast) {
              whole.add(segment);
            }
          },
          seat.mailbox()::execute));
    });
    var unused = CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
        .thenRun(() -> {
          if (!whole.isEmpty()) {
            completed.accept(topology, List.copyOf(whole));
          }
          fetch(topology, primary, missing);
        });
  }
}
