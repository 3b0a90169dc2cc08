// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.message.RequestFailedException.Reason;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The requests of this member that wait for an answer. Thread-safe. */
final class OpenRequests {
  private final ConcurrentSkipListMap<Long, OpenRequest> byId = new ConcurrentSkipListMap<>();

  /** Those that are over, for their peers to forget them. */
  private final ConcurrentLinkedQueue<Closed> closed = new ConcurrentLinkedQueue<>();

  @GuardedBy("this")
  private long lastId;

  private final AtomicBoolean isSweeping = new AtomicBoolean();
  private final Transport transport;
  private final RequestTiming timing;
  private volatile boolean isClosed;

  private record Closed(NodeId peer, long id) {}

  OpenRequests(Transport transport, RequestTiming timing) {
    this.transport = transport;
    this.timing = timing;
  }

  /** Sends a request to a member of the view. */
  CompletableFuture<byte[]> send(
      NodeId to,
      int cache,
      byte[] body,
      Duration patience,
      Duration patienceOnceAcknowledged,
      @Nullable View view) {
    long now = timing.nanos().getAsLong();
    OpenRequest request = new OpenRequest(to, cache, body, now, patience, patienceOnceAcknowledged);
    long id = enter(request);
    // After it was entered: either this sees that nobody is there, or failAbsent sees the request.
    if (isClosed) {
      end(id, request, Reason.CLOSED, "this member has left the cluster");
    } else if (view == null || !view.members().contains(to)) {
      end(id, request, Reason.PEER_GONE, to + " is no member of the cluster");
    } else {
      transmit(id, request, now);
      sweepLater();
    }
    return request.answer();
  }

  /** One at a time, as who looks for the lowest number must not miss one that is given but not entered. */
  private synchronized long enter(OpenRequest request) {
    lastId++;
    byId.put(lastId, request);
    return lastId;
  }

  private void transmit(long id, OpenRequest request, long now) {
    request.sent(now, timing.repeatAfter().toNanos());
    transport.send(request.peer(), request.frame(id), Transport.Kind.REQUEST);
  }

  private void end(long id, OpenRequest request, Reason reason, String message) {
    if (takeOut(id, request)) {
      request.fail(reason, message);
    }
  }

  /** Takes a request out, which its peer is told with the next sweep; returns whether it was still there. */
  private boolean takeOut(long id, OpenRequest request) {
    if (!byId.remove(id, request)) {
      return false;
    }
    closed.add(new Closed(request.peer(), id));
    sweepLater();
    return true;
  }

  private @Nullable OpenRequest of(NodeId peer, long id) {
    @Nullable OpenRequest request = byId.get(id);
    return request != null && request.peer().equals(peer) ? request : null;
  }

  void answered(NodeId from, long id, byte[] answer) {
    @Nullable OpenRequest request = of(from, id);
    if (request != null && takeOut(id, request)) {
      request.answer().complete(answer);
    }
  }

  void acknowledged(NodeId from, long id) {
    @Nullable OpenRequest request = of(from, id);
    if (request != null) {
      request.acknowledged(timing.nanos().getAsLong());
    }
  }

  void failed(NodeId from, long id, Reason reason, String message) {
    @Nullable OpenRequest request = of(from, id);
    if (request != null) {
      end(id, request, reason, message);
    }
  }

  /** Fails the requests to members that are not in the view. */
  void failAbsent(View view) {
    byId.forEach((id, request) -> {
      if (!view.members().contains(request.peer())) {
        end(id, request, Reason.PEER_GONE, request.peer() + " has left the cluster");
      }
    });
  }

  /** Fails all requests, and those to come. */
  void close() {
    isClosed = true;
    byId.forEach(
        (id, request) -> end(id, request, Reason.CLOSED, "this member has left the cluster"));
  }

  private void sweepLater() {
    if (!isClosed && isSweeping.compareAndSet(false, true)) {
      var unused = timing.alarm().set(timing.sweepEvery(), this::sweep);
    }
  }

  private void sweep() {
    isSweeping.set(false);
    long now = timing.nanos().getAsLong();
    byId.forEach((id, request) -> {
      if (request.isLate(now)) {
        end(id, request, Reason.TIMED_OUT, "no answer from " + request.peer() + " in time");
      } else if (request.isToRepeat(now)) {
        transmit(id, request, now);
      }
    });
    settle();
    if (!byId.isEmpty() || !closed.isEmpty()) {
      sweepLater();
    }
  }

  /** Tells peers which of their answers have come. */
  private void settle() {
    Map<NodeId, List<Long>> byPeer = new HashMap<>();
    for (Closed next = closed.poll(); next != null; next = closed.poll()) {
      byPeer.computeIfAbsent(next.peer(), peer -> new ArrayList<>()).add(next.id());
    }
    if (isClosed) {
      return;
    }
    byPeer.forEach((peer, ids) -> {
      Settlement settlement = new Settlement(lowestOpen(peer), ids);
      byte[] frame =
          Envelope.answer(Envelope.Kind.SETTLED, 0, settlement.toBytes()).toFrame();
      transport.send(peer, frame, Transport.Kind.REPLY);
    });
  }

  private synchronized long lowestOpen(NodeId peer) {
    for (Map.Entry<Long, OpenRequest> entry : byId.entrySet()) {
      if (entry.getValue().peer().equals(peer)) {
        return entry.getKey();
      }
    }
    return lastId + 1;
  }
}
