// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the segments of which this member is a new owner, some at a time, each part after the one before. Another topology
 * ends them; what is still to be fetched in that begins anew, and finds much of it there. Thread-safe.
 */
final class Fetches<K> {
  /** How many parts are under way at once. */
  private static final int WINDOW = 4;

  private static final Duration RETRY = Duration.ofMillis(50);

  private final Source<K> source;
  private final Seats<K, ?> seats;
  private final Alarm alarm;
  private final BiConsumer<Topology, Integer> completed;

  @GuardedBy("this")
  private @Nullable Topology topology;

  @GuardedBy("this")
  private final Queue<Integer> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private int running;

  /** Where the parts come from. */
  @FunctionalInterface
  interface Source<K> {

    /** Asks the segment's primary for the next part. */
    CompletableFuture<Chunk<K>> next(Topology topology, int segment, boolean isFirst);
  }

  /**
   * Creates fetches that have nothing to do.
   *
   * @param completed is told each segment that is here in whole
   */
  Fetches(
      Source<K> source, Seats<K, ?> seats, Alarm alarm, BiConsumer<Topology, Integer> completed) {
    this.source = source;
    this.seats = seats;
    this.alarm = alarm;
    this.completed = completed;
  }

  /** Ends what is under way, as the topology has changed. */
  synchronized void stop() {
    topology = null;
    waiting.clear();
    running = 0;
  }

  /** Fetches segments. */
  void start(Topology in, Collection<Integer> segments) {
    synchronized (this) {
      topology = in;
      waiting.addAll(segments);
    }
    for (int i = 0; i < WINDOW; i++) {
      beginNext(in);
    }
  }

  private void beginNext(Topology in) {
    @Nullable Integer segment;
    synchronized (this) {
      segment = isCurrent(in) && running < WINDOW ? waiting.poll() : null;
      if (segment != null) {
        running++;
      }
    }
    if (segment != null) {
      fetch(in, segment, true);
    }
  }

  private synchronized boolean isCurrent(Topology in) {
    return topology != null && topology.name().equals(in.name());
  }

  private void fetch(Topology in, int segment, boolean isFirst) {
    var unused = source.next(in, segment, isFirst).whenComplete((chunk, failure) -> {
      if (failure == null) {
        Seat<K, ?> seat = seats.seat(segment);
        seat.mailbox().execute(() -> take(in, seat, chunk));
      } else {
        fetchLater(in, segment);
      }
    });
  }

  private void fetchLater(Topology in, int segment) {
    var unused = alarm.set(RETRY, () -> {
      if (isCurrent(in)) {
        fetch(in, segment, true);
      }
    });
  }

  private void take(Topology in, Seat<K, ?> seat, Chunk<K> chunk) {
    if (!isCurrent(in) || !seat.take(in.name(), chunk)) {
      return;
    }
    int segment = seat.segment().number();
    if (chunk.rest() == null) {
      fetch(in, segment, false);
      return;
    }
    synchronized (this) {
      running--;
    }
    completed.accept(in, segment);
    beginNext(in);
  }

  /** Returns the segments of a topology that are to be fetched here. */
  static <K> List<Integer> missing(Seats<K, ?> seats) {
    return seats.all().stream()
        .filter(seat -> {
          @Nullable Standing standing = seat.standing();
          return standing != null && standing.isOwner() && !standing.isComplete();
        })
        .map(seat -> seat.segment().number())
        .toList();
  }
}
