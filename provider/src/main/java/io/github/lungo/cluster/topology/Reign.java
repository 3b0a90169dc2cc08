// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What this member does as long as it coordinates: it asks everyone what they know, then goes on from there. Whoever wants
 * something meanwhile waits until his own answer has come. Confined to one thread.
 */
final class Reign {
  private final ControlLink link;
  private final long number;
  private final TopologyProbe probe;
  private final CacheCourses courses;
  private final Set<NodeId> asked = new HashSet<>();
  private final Map<NodeId, List<Holding>> answers = new HashMap<>();
  private final List<Petition> petitions = new ArrayList<>();
  private boolean isReady;
  private boolean isOver;

  /** What a member wants, and its answer. */
  private record Petition(
      NodeId from, Supplier<CompletableFuture<Answer>> request, CompletableFuture<Answer> answer) {

    void grant() {
      var unused = request.get().thenAccept(answer::complete);
    }
  }

  /** @param number counts the reigns of this member, upwards */
  Reign(ControlLink link, long number, TopologyProbe probe) {
    this.link = link;
    this.number = number;
    this.probe = probe;
    this.courses = new CacheCourses(link, number, this::ask, probe);
  }

  /** Goes by a view in which this member still coordinates. */
  void see(View view) {
    asked.retainAll(view.members());
    answers.keySet().retainAll(view.members());
    petitions.removeIf(petition -> !view.members().contains(petition.from()));
    for (NodeId member : view.members()) {
      if (asked.add(member)) {
        ask(member);
      }
    }
    courses.retain(link::isMember);
    proceed();
  }

  /** Ends, as another one coordinates. */
  void end() {
    isOver = true;
    courses.end();
    petitions.forEach(petition -> petition.answer().complete(Answer.ELSEWHERE));
  }

  private void ask(NodeId member) {
    link.ask(member, new ControlMessage.Query(number), TopologyTiming.PATIENCE, answer -> {
      if (isOver || !asked.contains(member)) {
        return;
      }
      if (answer.verdict() == Verdict.DONE) {
        answered(member, answer.holdings());
      } else {
        link.later(TopologyTiming.RETRY_AFTER, () -> askAgain(member));
      }
    });
  }

  private void askAgain(NodeId member) {
    if (!isOver && asked.contains(member)) {
      ask(member);
    }
  }

  private void answered(NodeId member, List<Holding> holdings) {
    boolean isFirst = answers.putIfAbsent(member, holdings) == null;
    if (isReady && isFirst) {
      courses.add(member, holdings);
    }
    proceed();
  }

  private void proceed() {
    if (!isReady && isEverybodyHeard()) {
      isReady = true;
      courses.goOnFrom(answers);
    }
    if (isReady) {
      List<Petition> granted = petitions.stream()
          .filter(petition -> answers.containsKey(petition.from()))
          .toList();
      petitions.removeAll(granted);
      granted.forEach(Petition::grant);
    }
  }

  private boolean isEverybodyHeard() {
    return probe.hasFault(TopologyFault.ASKS_NOBODY)
        ? answers.containsKey(link.self())
        : answers.keySet().containsAll(asked);
  }

  private CompletableFuture<Answer> whenHeard(
      NodeId from, Supplier<CompletableFuture<Answer>> request) {
    Petition petition = new Petition(from, request, new CompletableFuture<>());
    petitions.add(petition);
    proceed();
    return petition.answer();
  }

  CompletableFuture<Answer> join(NodeId from, ControlMessage.Join message) {
    return whenHeard(from, () -> completedFuture(courses.join(from, message)));
  }

  CompletableFuture<Answer> leave(NodeId from, ControlMessage.Leave message) {
    return whenHeard(from, () -> courses.leave(from, message));
  }

  CompletableFuture<Answer> completed(NodeId from, ControlMessage.Completed message) {
    return whenHeard(from, () -> completedFuture(courses.completed(from, message)));
  }
}
