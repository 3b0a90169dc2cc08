// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import io.github.lungo.cluster.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries the frames. What comes to a cut is lost, or waits there for its end, as the seed has it; who was cut off for so
 * long that it was noticed gets nothing that is older. Confined to one thread.
 */
final class Wire {
  private static final double HELD = 0.5;
  private static final double LOST_IN_CRASH = 0.5;

  private final VirtualTime time;
  private final Links links;
  private final Dice dice;
  private final NetworkSettings settings;
  private final Set<Frame> underWay = new LinkedHashSet<>();
  private final Map<SimulatedNode, Map<SimulatedNode, Queue>> queues = new LinkedHashMap<>();
  private double loss;

  /** What is under way from one node to another. */
  private static final class Queue {
    final List<Frame> held = new ArrayList<>();
    int requests;
    boolean overflowed;
  }

  Wire(VirtualTime time, Links links, Dice dice, NetworkSettings settings) {
    this.time = time;
    this.links = links;
    this.dice = dice;
    this.settings = settings;
    this.loss = settings.faults().loss();
  }

  /** Sets the probability with which a frame is lost from now on. */
  void lose(double newLoss) {
    loss = newLoss;
  }

  /** Sets the probability with which frames are lost back to that of the settings. */
  void loseAsBefore() {
    loss = settings.faults().loss();
  }

  void send(SimulatedNode from, SimulatedNode to, byte[] bytes, Transport.Kind kind) {
    Frame frame = new Frame(from, to, bytes, kind, time.nanos());
    boolean isRequest = kind == Transport.Kind.REQUEST;
    if (isRequest && queue(from, to).requests >= settings.faults().mostWaiting()) {
      overflow(frame);
      return;
    }
    if (from != to && dice.happens(loss)) {
      time.note("lost " + frame);
      return;
    }
    carry(frame);
    if (from != to && dice.happens(settings.faults().duplication())) {
      time.note("doubled " + frame);
      carry(new Frame(from, to, bytes, kind, time.nanos()));
    }
  }

  private void overflow(Frame frame) {
    time.note("overflow " + frame);
    Queue queue = queue(frame.from, frame.to);
    if (queue.overflowed) {
      return;
    }
    queue.overflowed = true;
    Duration delay = settings.tasks().next(dice);
    time.schedule(frame.from.lane(), delay, "overflowed " + frame.to, () -> {
      queue.overflowed = false;
      if (frame.from.isMember()) {
        frame.from.receiver().overflowed(frame.to.id());
      }
    });
  }

  private void carry(Frame frame) {
    underWay.add(frame);
    count(frame, 1);
    Duration delay = settings.frames().next(dice);
    time.schedule(frame.to.lane(), delay, frame.toString(), () -> arrive(frame));
  }

  private void arrive(Frame frame) {
    underWay.remove(frame);
    count(frame, -1);
    if (frame.isLost() || !frame.to.isMember()) {
      time.note("lost " + frame);
      return;
    }
    if (!links.carry(frame.from, frame.to)) {
      hold(frame);
      return;
    }
    frame.deliver();
  }

  private void hold(Frame frame) {
    if (!dice.happens(HELD)) {
      time.note("cut off " + frame);
      return;
    }
    time.note("held " + frame);
    count(frame, 1);
    queue(frame.from, frame.to).held.add(frame);
  }

  /** Sends on what waits at links that are not cut any more. */
  void healed() {
    queues.values().forEach(ofSender -> ofSender.values().forEach(this::release));
  }

  private void release(Queue queue) {
    List<Frame> free =
        queue.held.stream().filter(frame -> links.carry(frame.from, frame.to)).toList();
    queue.held.removeAll(free);
    for (Frame frame : free) {
      count(frame, -1);
      boolean isNoticed =
          time.nanos() - frame.sentAt > settings.detection().silence().toNanos();
      if (isNoticed || frame.isLost()) {
        time.note("lost " + frame);
      } else {
        carry(frame);
      }
    }
  }

  /** Lets a node's last frames reach some and not others, and forgets what waits for it. */
  void ended(SimulatedNode node) {
    for (Frame frame : underWay) {
      if (frame.from == node && dice.happens(LOST_IN_CRASH)) {
        frame.lose();
      }
    }
    underWay.removeIf(frame -> frame.to == node);
    queues.remove(node);
    queues.values().forEach(ofSender -> ofSender.remove(node));
  }

  private void count(Frame frame, int change) {
    if (frame.kind == Transport.Kind.REQUEST) {
      queue(frame.from, frame.to).requests += change;
    }
  }

  private Queue queue(SimulatedNode from, SimulatedNode to) {
    return queues
        .computeIfAbsent(from, ignored -> new LinkedHashMap<>())
        .computeIfAbsent(to, ignored -> new Queue());
  }
}
