// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Tells all members something, each in the same topology. Never waits. Thread-safe. */
final class Rounds {
  /* INVARIANT: an errand is done only when every member of one topology has done it in that topology.
   *
   * That is why a change of the topology needs no care elsewhere. Let A have told everybody in T, a key's primary P first.
   * Whatever load B joins after that it asks P for, in T, and P runs none that is older; or it asks the primary of a later
   * topology, which P', too, has entered after it did the errand in T. A member that joins loads nothing before the topology
   * with it is in force, which all others have entered then. If one member has gone ahead meanwhile, all are told anew:
   * another one may have joined there, between, a load that is old.
   */

  /** What is to be told is never taken back; what ends the wait is that a topology comes without the member. */
  static final Duration ALWAYS = Duration.ofDays(1_000);

  private static final Duration SOON = Duration.ofMillis(20);

  private final ClusterChannel channel;
  private final int cache;
  private final ClusterChannel.Handler here;
  private final CurrentTopology topology;
  private final Alarm alarm;

  /**
   * Creates rounds.
   *
   * @param here what this member does when it is told
   */
  Rounds(
      ClusterChannel channel,
      int cache,
      ClusterChannel.Handler here,
      CurrentTopology topology,
      Alarm alarm) {
    this.channel = channel;
    this.cache = cache;
    this.here = here;
    this.topology = topology;
    this.alarm = alarm;
  }

  /** Begins an errand, as soon as this member may take part. */
  Progress run(Errand errand) {
    return runIn(topology.whenBegun(), errand);
  }

  /** Begins an errand in a topology. */
  Progress runIn(CompletableFuture<Topology> first, Errand errand) {
    Progress progress = new Progress();
    runIn(first, errand, progress);
    return progress;
  }

  private void runIn(CompletableFuture<Topology> next, Errand errand, Progress progress) {
    var unused = next.whenComplete((found, failure) -> {
      if (failure == null) {
        round(found, 0, errand, progress);
      } else {
        progress.done().completeExceptionally(failure);
      }
    });
  }

  private void round(Topology in, int number, Errand errand, Progress progress) {
    if (number == errand.rounds()) {
      progress.done().complete(null);
      return;
    }
    List<CompletableFuture<Verdict>> verdicts = new ArrayList<>();
    errand.round(number, in).forEach((member, body) -> {
      progress.asked(member);
      CompletableFuture<Verdict> verdict = tell(in, member, body);
      verdicts.add(verdict);
      var unused = verdict.whenComplete((found, failure) -> progress.answered(member));
    });
    var unused = CompletableFuture.allOf(verdicts.toArray(CompletableFuture[]::new))
        .thenRun(() -> {
          List<Verdict> found = verdicts.stream().map(CompletableFuture::join).toList();
          if (has(Verdict.Kind.AHEAD, found)) {
            runIn(topology.otherThan(in.name()), errand, progress);
          } else if (isToRepeat(errand, found)) {
            runIn(topology.whenBegun(), errand, progress);
          } else {
            round(in, number + 1, errand, progress);
          }
        })
        .exceptionally(failure -> {
          progress.done().completeExceptionally(failure);
          return null;
        });
  }

  private static boolean has(Verdict.Kind kind, Collection<Verdict> verdicts) {
    return verdicts.stream().anyMatch(verdict -> verdict.kind() == kind);
  }

  private static boolean isToRepeat(Errand errand, Collection<Verdict> verdicts) {
    boolean isToRepeat = false;
    for (Verdict verdict : verdicts) {
      @Nullable Version known = verdict.known();
      isToRepeat |= known != null && errand.isToRepeat(known);
    }
    return isToRepeat;
  }

  /**
   * What a member has answered.
   *
   * @param rest what comes after the verdict
   */
  record Reply(Verdict verdict, FrameReader rest) {
    private static Reply of(byte[] answer) throws MalformedFrameException {
      FrameReader reader = new FrameReader("an answer", answer);
      return new Reply(Verdict.read(reader), reader);
    }

    static Reply of(Verdict verdict) {
      return new Reply(verdict, new FrameReader("an answer", new byte[0]));
    }
  }

  /** Tells a member, again and again, until it has done it, or there is another topology: then the verdict is no other. */
  CompletableFuture<Verdict> tell(Topology in, NodeId member, byte[] body) {
    return ask(in, member, body).thenApply(Reply::verdict);
  }

  /** Does the same, where the member answers more than its verdict. */
  CompletableFuture<Reply> ask(Topology in, NodeId member, byte[] body) {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    ask(in, member, body, reply);
    return reply;
  }

  private void ask(Topology in, NodeId member, byte[] body, CompletableFuture<Reply> reply) {
    var unused = ask(member, body).whenComplete((answer, failure) -> {
      try {
        Reply found = failure == null ? Reply.of(answer) : Reply.of(withoutAnswer(failure));
        if (found.verdict().kind() == Verdict.Kind.BEHIND) {
          askLater(in, member, body, reply);
        } else {
          reply.complete(found);
        }
      } catch (MalformedFrameException | RuntimeException problem) {
        reply.completeExceptionally(problem);
      }
    });
  }

  private void askLater(Topology in, NodeId member, byte[] body, CompletableFuture<Reply> reply) {
    var unused = alarm.set(SOON, () -> {
      if (in.name().equals(topology.name())) {
        ask(in, member, body, reply);
      } else {
        reply.complete(Reply.of(Verdict.AHEAD));
      }
    });
  }

  private CompletableFuture<byte[]> ask(NodeId member, byte[] body) {
    if (!member.equals(channel.self())) {
      return channel.request(member, cache, body, ALWAYS, ALWAYS);
    }
    try {
      return here.asked(member, body);
    } catch (MalformedFrameException malformed) {
      return CompletableFuture.failedFuture(malformed);
    }
  }

  /**
   * Who is in no view, or does not run the cache, is about to leave the topology, or has not come yet as far as this member
   * can see: only the topology tells.
   */
  private static Verdict withoutAnswer(Throwable failure) {
    if (failure instanceof RequestFailedException request
        && (request.reason() == RequestFailedException.Reason.PEER_GONE
            || request.reason() == RequestFailedException.Reason.NOT_HERE)) {
      return Verdict.BEHIND;
    }
    throw new CompletionException(failure);
  }
}
