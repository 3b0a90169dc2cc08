// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.SegmentCopy;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a coordinator knows of one cache, and what it decides from that. Confined to one thread. */
final class CoordinatedCache {
  /* The members that run the cache, as they said, are its runners; those that have installed something, and therefore must
   * hear of whatever follows, are its holders: runners that left, or are left out, are holders until they have heard that.
   *
   * A runner of another term than that in the newest topology has left and come back, and has nothing of what the topology
   * believes. It is left out of the next topology, and taken in by the one after that.
   */
  private final Registration registration;
  private final NodeId self;
  private final TopologyProbe probe;
  private final Map<NodeId, Runner> runners = new LinkedHashMap<>();
  private final Map<NodeId, Long> holders = new LinkedHashMap<>();
  private final Set<SegmentCopy> completed = new HashSet<>();
  private @Nullable Decision latest;
  private boolean isInForce;
  private long highest;

  /**
   * @param registration as whom all members run the cache, but for the term
   * @param number the highest number that was given before, or 0
   */
  CoordinatedCache(Registration registration, NodeId self, long number, TopologyProbe probe) {
    this.registration = registration;
    this.self = self;
    this.highest = number;
    this.probe = probe;
  }

  Registration registration() {
    return registration;
  }

  /** Returns the highest number that was given to a topology of this cache. */
  long highest() {
    return highest;
  }

  /** Returns somebody who runs the cache, or null. */
  @Nullable
  NodeId anyRunner() {
    return runners.keySet().stream().findFirst().orElse(null);
  }

  /** Returns whether nobody runs the cache or has to hear that he does not. */
  boolean isIdle() {
    return runners.isEmpty() && holders.isEmpty();
  }

  /** A member runs the cache. */
  void run(NodeId node, long term) {
    @Nullable Runner known = runners.get(node);
    if (known == null || known.term() < term) {
      gone(node, term - 1);
      runners.put(node, new Runner(term, new ArrayList<>()));
    }
  }

  /** Returns how a member runs the cache in that term, or null if it does not. */
  @Nullable
  Runner runner(NodeId node, long term) {
    @Nullable Runner runner = runners.get(node);
    return runner != null && runner.term() == term ? runner : null;
  }

  /** A member does not run the cache any more in that term or those before. */
  void gone(NodeId node, long term) {
    @Nullable Runner runner = runners.get(node);
    if (runner != null && runner.term() <= term) {
      runners.remove(node);
      runner.release();
    }
    @Nullable Long held = holders.get(node);
    if (held != null && held <= term) {
      holders.remove(node);
    }
  }

  /** Leaves only those members. */
  void retain(Predicate<NodeId> members) {
    Set<NodeId> known = new HashSet<>(runners.keySet());
    known.addAll(holders.keySet());
    known.removeIf(members);
    known.forEach(node -> gone(node, Long.MAX_VALUE));
  }

  /** Returns whether a member can run the cache together with the others. */
  boolean isOf(Registration other) {
    return other.cache().equals(registration.cache())
        && other.differenceFrom(registration).isEmpty();
  }

  /** A member has said how it runs the cache. */
  void inherit(NodeId node, Holding holding) {
    long term = holding.registration().term();
    run(node, term);
    @Nullable Runner runner = runner(node, term);
    if (holding.isLeaving() && runner != null) {
      var unused = runner.leave();
    }
    @Nullable Decision installed = holding.installed();
    if (installed != null) {
      holders.put(node, term);
      highest = Math.max(highest, installed.name().number());
    }
  }

  /** Somebody has installed something of such a number. */
  void seen(long number) {
    highest = Math.max(highest, number);
    isInForce = false;
  }

  /** Goes on from a topology that an earlier coordinator has decided. */
  void goOnFrom(Decision decision, boolean isInForceEverywhere) {
    latest = decision;
    isInForce = isInForceEverywhere;
  }

  /** Has all who wait here ask somebody else. */
  void dismiss() {
    runners.values().forEach(Runner::dismiss);
  }

  /** Copies have become complete; returns whether they count. */
  boolean complete(NodeId node, TopologyName topology, Collection<Integer> segments) {
    boolean isNewest = latest != null && latest.name().equals(topology);
    if (!isNewest && !probe.hasFault(TopologyFault.BELIEVES_OLD_COPIES)) {
      return false;
    }
    segments.forEach(segment -> completed.add(new SegmentCopy(node, segment)));
    return true;
  }

  /** Returns who must install a decision, each with its term. */
  Map<NodeId, Long> audience(Decision decision) {
    Map<NodeId, Long> audience = new LinkedHashMap<>();
    if (!probe.hasFault(TopologyFault.FORGETS_FORMER_MEMBERS)) {
      audience.putAll(holders);
    }
    decision.topology().members().stream()
        .filter(runners::containsKey)
        .forEach(node -> audience.put(node, decision.termOf(node)));
    return audience;
  }

  /** The newest decision is in force everywhere: who is not in it has nothing to hear any more. */
  void activated() {
    isInForce = true;
    Decision decision = latest;
    if (decision == null) {
      return;
    }
    Map<NodeId, Long> former = new HashMap<>(holders);
    holders.clear();
    decision.topology().members().stream()
        .filter(runners::containsKey)
        .forEach(node -> holders.put(node, decision.termOf(node)));
    former.forEach((node, term) -> {
      @Nullable Runner runner = runner(node, term);
      if (runner != null && runner.isLeaving() && decision.termOf(node) != term) {
        gone(node, term);
      }
    });
  }

  /** Decides what is to follow; null if all is as it should be. */
  @Nullable
  Decision decide() {
    releaseThoseWithoutDuty();
    List<NodeId> members = members();
    if (members.isEmpty()) {
      latest = null; // nobody has anything of it: whoever is there begins anew
      members = members();
    }
    if (members.isEmpty()) {
      return null;
    }
    @Nullable Decision before = latest;
    TopologyProposal proposal = propose(before, members);
    completed.clear();
    if (before != null && isInForce && isSame(before.topology(), proposal.topology())) {
      return null;
    }
    Map<NodeId, Long> terms = new HashMap<>();
    runners.forEach((node, runner) -> terms.put(node, runner.term()));
    Decision next = Decision.of(before, proposal, terms, holders);
    latest = next;
    highest = next.name().number();
    isInForce = false;
    probe.decided(registration.cache(), before, next);
    return next;
  }

  private TopologyProposal propose(@Nullable Decision before, List<NodeId> members) {
    TopologyName name = new TopologyName(highest + 1, self);
    if (before == null) {
      return TopologyProposal.first(name, members, registration.copies());
    }
    Set<NodeId> leaving = leaving();
    if (leaving.containsAll(members)) {
      leaving = Set.of(); // until those are members who have left and come back
    }
    TopologyProposal next =
        TopologyProposal.after(before.topology(), name, members, leaving, completed);
    return probe.hasFault(TopologyFault.REPEATS_NUMBERS) ? repeated(next) : next;
  }

  private TopologyProposal repeated(TopologyProposal next) {
    Topology topology = next.topology();
    TopologyName name = new TopologyName(highest, self);
    return new TopologyProposal(
        new Topology(name, topology.copies(), topology.members(), topology.segments()),
        next.lost());
  }

  private static boolean isSame(Topology one, Topology other) {
    return one.members().equals(other.members()) && one.segments().equals(other.segments());
  }

  /** Lets those go that keep nothing, and all if nobody stays to be handed anything. */
  private void releaseThoseWithoutDuty() {
    boolean isAnybodyStaying = runners.values().stream().anyMatch(runner -> !runner.isLeaving());
    for (NodeId node : leaving()) {
      boolean isMember = latest != null && latest.termOf(node) != 0;
      boolean hasDuty = isMember || holders.containsKey(node);
      if (!isAnybodyStaying || !hasDuty) {
        gone(node, Long.MAX_VALUE);
      }
    }
  }

  /** Returns the members of the newest topology that still are, then those that have come since. */
  private List<NodeId> members() {
    List<NodeId> members = new ArrayList<>();
    Decision known = latest;
    if (known != null) {
      known.topology().members().stream()
          .filter(node -> runner(node, known.termOf(node)) != null)
          .forEach(members::add);
    }
    runners.keySet().stream()
        .filter(node -> known == null || known.termOf(node) == 0)
        .filter(node -> !isLeaving(node))
        .forEach(members::add);
    return members;
  }

  private Set<NodeId> leaving() {
    Set<NodeId> leaving = new HashSet<>(runners.keySet());
    leaving.removeIf(node -> !isLeaving(node));
    return leaving;
  }

  private boolean isLeaving(NodeId node) {
    @Nullable Runner runner = runners.get(node);
    return runner != null && runner.isLeaving();
  }
}
