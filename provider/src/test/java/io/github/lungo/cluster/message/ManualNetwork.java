// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.Transport;
import io.github.lungo.cluster.transport.View;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** A network on which frames wait until the test delivers, drops or repeats them; with a clock that the test moves. */
final class ManualNetwork {
  static final int MAXIMUM_FRAME_BYTES = 10_000;

  final Queue<Frame> inFlight = new ArrayDeque<>();
  private final Map<NodeId, Transport.Receiver> receivers = new LinkedHashMap<>();
  private final Map<Long, List<Runnable>> alarms = new HashMap<>();
  private long now;
  private long views;

  @SuppressWarnings("ArrayRecordComponent") // nobody compares frames
  record Frame(NodeId from, NodeId to, byte[] bytes) {}

  static NodeId node(int number) {
    return new NodeId(new UUID(0, number), "n" + number);
  }

  RequestTiming timing() {
    return new RequestTiming(
        () -> now,
        (delay, task) -> {
          alarms
              .computeIfAbsent(now + delay.toNanos(), time -> new ArrayList<>())
              .add(task);
          Future<?> unused = new CompletableFuture<>();
          return unused;
        },
        Duration.ofMillis(100),
        Duration.ofMillis(500));
  }

  Transport transport(NodeId self) {
    return new Transport() {
      @Override
      public NodeId self() {
        return self;
      }

      @Override
      public void start(Receiver receiver) {
        receivers.put(self, receiver);
        view(List.copyOf(receivers.keySet()));
      }

      @Override
      public void send(NodeId to, byte[] frame, Kind kind) {
        if (frame.length > maximumFrameBytes()) {
          throw new IllegalArgumentException("too large: " + frame.length);
        }
        inFlight.add(new Frame(self, to, frame));
      }

      @Override
      public int maximumFrameBytes() {
        return MAXIMUM_FRAME_BYTES;
      }

      @Override
      public void close() {
        receivers.remove(self);
      }
    };
  }

  /** Tells all nodes who the members are. */
  void view(List<NodeId> members) {
    views++;
    receivers
        .values()
        .forEach(receiver -> receiver.viewChanged(View.of(members.get(0), views, members)));
  }

  void deliver(Frame frame) {
    Transport.Receiver receiver = receivers.get(frame.to());
    if (receiver != null) {
      receiver.received(frame.from(), frame.bytes());
    }
  }

  /** Delivers all frames, and those sent in answer. */
  void deliverAll() {
    while (!inFlight.isEmpty()) {
      deliver(inFlight.remove());
    }
  }

  /** Takes the frames out that go to that node. */
  List<Frame> take(NodeId to) {
    Predicate<Frame> isThere = frame -> frame.to().equals(to);
    List<Frame> taken = inFlight.stream().filter(isThere).toList();
    inFlight.removeIf(isThere);
    return taken;
  }

  /** Lets time pass, step by step, and alarms ring; nothing is delivered. */
  void pass(Duration duration) {
    long end = now + duration.toNanos();
    while (now < end) {
      now += Duration.ofMillis(1).toNanos();
      List<Runnable> due = alarms.remove(now);
      if (due != null) {
        due.forEach(Runnable::run);
      }
    }
  }
}
