// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.topology.CacheTopology.Standing;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** A cache that this member runs, or is about to, from the join to the leave. Confined to one thread. */
final class Participation {
  private static final System.Logger log = System.getLogger(Participation.class.getName());

  private final ControlLink link;
  private final Registration registration;
  private final TopologyFollower follower;
  private final TopologyProbe probe;
  private final CacheTopology topology;
  private final IncompleteCopies copies;
  private final CompletableFuture<CacheTopology> joined = new CompletableFuture<>();
  private final CompletableFuture<Void> left = new CompletableFuture<>();
  private final Errand joining;
  private final Errand leaving;
  private final Errand reporting;
  private @Nullable Decision installed;
  private CompletableFuture<Void> installation = completedFuture(null);
  private boolean isInForce;
  private boolean isLeaving;
  private List<Integer> lost = List.of();
  private Set<Integer> inReport = Set.of();

  Participation(
      ControlLink link,
      Registration registration,
      TopologyFollower follower,
      TopologyTiming timing,
      TopologyProbe probe) {
    this.link = link;
    this.registration = registration;
    this.follower = follower;
    this.probe = probe;
    this.topology = new CacheTopology(registration.cache());
    this.copies = new IncompleteCopies(link.self());
    this.joining = new Errand(link, TopologyTiming.PATIENCE, this::request, this::decided);
    this.leaving =
        new Errand(link, timing.leaveWithin(), this::farewell, answer -> left.complete(null));
    this.reporting = new Errand(link, TopologyTiming.PATIENCE, this::report, this::heard);
  }

  String cache() {
    return registration.cache();
  }

  long term() {
    return registration.term();
  }

  boolean isLeaving() {
    return isLeaving;
  }

  /** Returns what completes when a topology with this member is in force. */
  CompletableFuture<CacheTopology> joined() {
    return joined;
  }

  /** Returns what completes when this member may go. */
  CompletableFuture<Void> left() {
    return left;
  }

  Holding holding() {
    return new Holding(registration, isLeaving, installed, isInForce, copies.completed());
  }

  /** Asks to be taken in. */
  void join() {
    joining.begin();
  }

  /** Asks to be let go. */
  void leave() {
    isLeaving = true;
    joining.stop();
    leaving.begin();
  }

  /** Asks for nothing any more. */
  void end() {
    joining.stop();
    leaving.stop();
    reporting.stop();
    topology.end();
  }

  /** Makes everything that was not done known to whoever coordinates now. */
  void startAnew() {
    reportAnew();
    if (isLeaving) {
      leaving.restart();
    } else {
      joining.restart();
    }
  }

  private void reportAnew() {
    if (!probe.hasFault(TopologyFault.REPORTS_ONCE)) {
      copies.reportAnew();
    }
    reporting.restart();
  }

  /** Copies have become complete, as it was seen in a topology. */
  void completed(TopologyName name, Collection<Integer> segments) {
    copies.complete(name, segments);
    reporting.begin();
  }

  /** Installs what was decided, unless something newer is. */
  CompletableFuture<Answer> install(Decision decision) {
    if (installed != null && isSame(decision, installed)) {
      if (installation.isCompletedExceptionally()) {
        installation = follow(decision);
      }
      return installation.thenApply(done -> Answer.DONE);
    }
    if (installed != null && !follows(decision.name(), installed.name())) {
      return completedFuture(Answer.behind(installed.name().number()));
    }
    @Nullable Decision before = installed;
    installed = decision;
    isInForce = false;
    lost = decision.lostSince(before);
    boolean wasApart = decision.wasApart(link.self(), before);
    if (wasApart || decision.isReunionSince(before)) {
      follower.reunited(wasApart);
    }
    copies.follow(decision.topology());
    topology.hold(new Standing(decision.topology(), false));
    log(before, decision.topology());
    // What the one before has not finished yet is still to be done.
    CompletableFuture<Void> earlier = installation.exceptionally(failure -> null);
    installation = CompletableFuture.allOf(earlier, follow(decision));
    reportAnew();
    return installation.thenApply(done -> Answer.DONE);
  }

  private boolean isSame(Decision one, Decision other) {
    return one.name().equals(other.name())
        && (one.equals(other) || !probe.hasFault(TopologyFault.REPEATS_NUMBERS));
  }

  private boolean follows(TopologyName next, TopologyName before) {
    return next.isNewerThan(before)
        || (probe.hasFault(TopologyFault.REPEATS_NUMBERS) && next.number() == before.number());
  }

  private CompletableFuture<Void> follow(Decision decision) {
    try {
      return follower.install(decision.topology(), lost);
    } catch (RuntimeException failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private void log(@Nullable Decision before, Topology next) {
    log.log(
        System.Logger.Level.DEBUG,
        () -> "cache '" + cache() + "': "
            + (before == null ? next : next.changesSince(before.topology())));
  }

  /** Has the topology that is installed be in force. */
  Answer activate(TopologyName name) {
    if (installed == null || !installation.isDone()) {
      return Answer.behind(0);
    }
    if (!name.equals(installed.name())) {
      return Answer.behind(installed.name().number());
    }
    if (isInForce) {
      return Answer.DONE;
    }
    isInForce = true;
    follower.activate();
    topology.hold(new Standing(installed.topology(), true));
    log.log(
        System.Logger.Level.DEBUG, () -> "cache '" + cache() + "': topology " + name + " in force");
    if (installed.topology().members().contains(link.self())) {
      joining.stop();
      joined.complete(topology);
    } else {
      left.complete(null);
    }
    return Answer.DONE;
  }

  private @Nullable ControlMessage request() {
    return joined.isDone() || isLeaving
        ? null
        : new ControlMessage.Join(registration, link.timeOfDay());
  }

  private void decided(Answer answer) {
    if (answer.verdict() == Verdict.REFUSED) {
      joined.completeExceptionally(new CacheException(answer.text()));
    }
  }

  private ControlMessage farewell() {
    return new ControlMessage.Leave(cache(), term(), false);
  }

  private @Nullable ControlMessage report() {
    inReport = copies.unreported();
    return installed == null || inReport.isEmpty()
        ? null
        : new ControlMessage.Completed(cache(), term(), installed.name(), inReport);
  }

  private void heard(Answer answer) {
    copies.reported(inReport);
    reporting.begin();
  }
}
