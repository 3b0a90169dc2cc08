// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Has this member compare what it has with what the primaries have, at the begin of a topology and from time to time, so that
 * what one has lost, or a dead member has told only some, comes to all. A round also finds out what no member is telling any
 * more. Never waits. Thread-safe.
 */
final class AntiEntropy<K> {
  /* A trace may be forgotten when nothing that is no newer can come any more. Let a round find that no member is telling
   * anything up to S: so all have heard of the trace, if it is no newer than S. What may still be on its way is what one of
   * them has sent before it heard. Let the next round, which began after that, find the same of S: then that has arrived, too.
   * What is on its way from a dead member is refused, as it names a topology that is over.
   */

  /** Between the end of a round and the begin of the next. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  private final NodeId self;
  private final Alarm alarm;
  private final Rounds rounds;
  private final ReplicaForm<K> form;
  private final Replicas<K> replicas;
  private final BiConsumer<Topology, List<Integer>> completed;

  @GuardedBy("this")
  private @Nullable Topology current;

  /** What no member was telling in the round before; null before the first of the topology. */
  @GuardedBy("this")
  private @Nullable Version told;

  @GuardedBy("this")
  private Set<Integer> missing = Set.of();

  /** What has come that the topology does not show as complete yet. */
  @GuardedBy("this")
  private final Set<Integer> fetched = new LinkedHashSet<>();

  private final CompletableFuture<Void> filled = new CompletableFuture<>();

  /**
   * Creates the comparisons of a member that has none to make yet.
   *
   * @param completed is told of segments of which this member has all
   */
  AntiEntropy(
      NodeId self,
      Alarm alarm,
      Rounds rounds,
      Replicas<K> replicas,
      BiConsumer<Topology, List<Integer>> completed) {
    this.self = self;
    this.alarm = alarm;
    this.rounds = rounds;
    this.replicas = replicas;
    this.form = replicas.form();
    this.completed = completed;
  }

  /** Begins with a topology that is in force. */
  void begin(Topology topology) {
    List<Integer> mine;
    synchronized (this) {
      @Nullable Topology before = current;
      boolean isNext =
          before != null && topology.name().number() == before.name().number() + 1;
      Set<Integer> incomplete = new LinkedHashSet<>();
      for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
        if (topology.isOwner(self, segment) && !topology.isComplete(self, segment)) {
          incomplete.add(segment);
        }
      }
      if (isNext) { // or else it may have been left out between
        fetched.retainAll(incomplete);
      } else {
        fetched.clear();
      }
      for (int segment : incomplete) {
        if (topology.primaryOf(segment).equals(self)) {
          fetched.add(segment); // nobody has more of it
        }
      }
      current = topology;
      told = null;
      missing = incomplete;
      mine = List.copyOf(fetched);
    }
    fetched(topology, mine);
    round(topology, Digests.ALL);
  }

  /** Ends all comparisons. */
  synchronized void end() {
    current = null;
  }

  /** Returns what completes when this member has all that the others had when it came. */
  CompletableFuture<Void> filled() {
    return filled;
  }

  private synchronized boolean isCurrent(Topology topology) {
    @Nullable Topology now = current;
    return now != null && now.name().equals(topology.name());
  }

  private void fetched(Topology topology, List<Integer> segments) {
    List<Integer> whole;
    boolean isFilled;
    synchronized (this) {
      if (!isCurrent(topology)) {
        return;
      }
      whole = new ArrayList<>(segments);
      whole.retainAll(missing);
      missing.removeAll(whole);
      fetched.addAll(whole);
      isFilled = missing.isEmpty();
    }
    if (!whole.isEmpty()) {
      completed.accept(topology, whole);
    }
    if (isFilled) {
      filled.complete(null);
    }
  }

  private void round(Topology topology, Version through) {
    if (!isCurrent(topology)) {
      return;
    }
    var unused = replicas.digests(through).whenComplete((digests, failure) -> {
      if (failure == null) {
        round(topology, digests);
      } else {
        pause(topology); // no thread is free
      }
    });
  }

  private void round(Topology topology, Digests digests) {
    List<CompletableFuture<Version>> lows = new ArrayList<>();
    for (NodeId member : topology.members()) {
      if (!member.equals(self)) {
        lows.add(compare(topology, digests, member));
      }
    }
    var unused = CompletableFuture.allOf(lows.toArray(CompletableFuture[]::new))
        .whenComplete((all, failure) -> {
          if (failure == null) {
            Version oldest = replicas.toldThrough();
            for (CompletableFuture<Version> low : lows) {
              oldest = oldest.isNewerThan(low.join()) ? low.join() : oldest;
            }
            over(topology, oldest);
          } else {
            pause(topology);
          }
        });
  }

  private void over(Topology topology, Version found) {
    @Nullable Version before;
    synchronized (this) {
      if (!isCurrent(topology)) {
        return;
      }
      before = told;
      told = found;
    }
    if (before != null) {
      replicas.settle(before.isNewerThan(found) ? found : before);
    }
    pause(topology);
  }

  private void pause(Topology topology) {
    if (isCurrent(topology) && !replicas.makes(Fault.NEVER_COMPARED)) {
      var unused = alarm.set(PAUSE, () -> {
        @Nullable Version through;
        synchronized (this) {
          through = told;
        }
        round(topology, through == null ? Digests.ALL : through);
      });
    }
  }

  /** Compares with a primary; returns what it is telling nobody. */
  private CompletableFuture<Version> compare(Topology topology, Digests digests, NodeId primary) {
    List<Integer> its = IntStream.range(0, Ownership.SEGMENTS)
        .filter(segment -> topology.primaryOf(segment).equals(primary))
        .boxed()
        .toList();
    List<Integer> pulled;
    synchronized (this) {
      pulled = new ArrayList<>(its);
      pulled.retainAll(missing);
    }
    pull(topology, primary, pulled);
    byte[] question = form.compare(topology.name(), digests, its);
    return rounds.ask(topology, primary, question).thenApply(reply -> {
      if (reply.verdict().kind() != Verdict.Kind.DONE) {
        return Version.LEAST; // of another topology
      }
      try {
        Version low = MessageForm.readVersion(reply.rest());
        List<Integer> different =
            new ArrayList<>(ReplicaForm.readNumbers(reply.rest(), Ownership.SEGMENTS - 1));
        reply.rest().expectEnd();
        different.removeAll(pulled);
        mend(topology, primary, different);
        return low;
      } catch (MalformedFrameException malformed) {
        throw new IllegalStateException("the primary's answer makes no sense", malformed);
      }
    });
  }

  private void mend(Topology topology, NodeId primary, List<Integer> different) {
    if (!different.isEmpty() && !replicas.makes(Fault.NEVER_COMPARED)) {
      var unused = replicas.push(topology, primary, different);
      pull(topology, primary, different);
    }
  }

  private void pull(Topology topology, NodeId primary, List<Integer> segments) {
    if (segments.isEmpty()) {
      return;
    }
    var unused = rounds
        .tell(topology, primary, form.pull(topology.name(), segments))
        .whenComplete((verdict, failure) -> {
          if (failure != null) {
            System.getLogger(AntiEntropy.class.getName())
                .log(System.Logger.Level.DEBUG, primary + " did not say what it has", failure);
          } else if (verdict.kind() == Verdict.Kind.DONE) {
            fetched(topology, segments);
          }
        });
  }
}
