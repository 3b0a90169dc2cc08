// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Has all members install a decision, and then, once all that are still there have, has all of them put it in force. Confined
 * to one thread.
 */
final class InstallRound {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ControlLink link;
  private final Edict edict;
  private final Outcome outcome;
  private final Set<NodeId> members;
  private final Set<NodeId> waitedFor;
  private boolean isActivating;
  private boolean isOver;

  /** Who is told how it goes. */
  interface Outcome {

    /** A member does not run the cache in that term any more. */
    void gone(NodeId node, long term);

    /** A member obeys somebody else, or cannot be reached. */
    void strayed(NodeId node);

    /** The round has ended early, as a member has a topology of that number, and the decision's is not above it. */
    void superseded(long number);

    /** The decision is in force everywhere. */
    void activated();

    /** Returns whether it is put in force before all have installed it: never, but for a test. */
    boolean isHasty();
  }

  InstallRound(ControlLink link, Edict edict, Outcome outcome) {
    this.link = link;
    this.edict = edict;
    this.outcome = outcome;
    this.members = new LinkedHashSet<>(edict.audience().keySet());
    this.waitedFor = new LinkedHashSet<>(members);
  }

  void start() {
    List.copyOf(waitedFor).forEach(this::send);
    proceed();
  }

  /** Waits only for those members any more. */
  void retain(Predicate<NodeId> present) {
    members.removeIf(present.negate());
    waitedFor.removeIf(present.negate());
    proceed();
  }

  /** Ends without success. */
  void stop() {
    isOver = true;
  }

  private void send(NodeId node) {
    if (isOver || !waitedFor.contains(node)) {
      return;
    }
    boolean isActivation = isActivating;
    ControlMessage message = isActivation ? edict.activateAt(node) : edict.installAt(node);
    link.ask(node, message, PATIENCE, answer -> {
      if (!isOver && isActivation == isActivating && waitedFor.contains(node)) {
        heard(node, answer);
      }
    });
  }

  private void heard(NodeId node, Answer answer) {
    switch (answer.verdict()) {
      case DONE -> leave(node);
      case GONE -> {
        members.remove(node);
        outcome.gone(node, edict.termOf(node));
        leave(node);
      }
      case BEHIND -> behind(node, answer.number());
      case ELSEWHERE, REFUSED -> {
        outcome.strayed(node);
        sendLater(node);
      }
    }
  }

  private void leave(NodeId node) {
    waitedFor.remove(node);
    proceed();
  }

  private void behind(NodeId node, long number) {
    if (number < edict.decision().name().number()) {
      sendLater(node);
      return;
    }
    isOver = true;
    outcome.superseded(number);
  }

  private void sendLater(NodeId node) {
    boolean isActivation = isActivating;
    link.later(TopologyTiming.RETRY_AFTER, () -> {
      if (isActivation == isActivating) {
        send(node);
      }
    });
  }

  private void proceed() {
    boolean isEnough = outcome.isHasty() && !isActivating && waitedFor.size() < members.size();
    if (isOver || !(waitedFor.isEmpty() || isEnough)) {
      return;
    }
    if (isActivating || members.isEmpty()) {
      isOver = true;
      outcome.activated();
      return;
    }
    isActivating = true;
    waitedFor.addAll(members);
    List.copyOf(waitedFor).forEach(this::send);
  }
}
