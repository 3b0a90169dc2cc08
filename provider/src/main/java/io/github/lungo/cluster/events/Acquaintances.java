// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.cluster.transport.FrameReader;
import io.github.lungo.cluster.transport.FrameWriter;
import io.github.lungo.cluster.transport.MalformedFrameException;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets the members that run the cache know of each other's interest. Thread-safe. */
final class Acquaintances {
  private static final Duration ALWAYS = Duration.ofDays(1_000);
  private static final Duration SOON = Duration.ofMillis(20);

  private final ClusterChannel channel;
  private final int cache;
  private final NanoClock clock;
  private final Alarm alarm;
  private final Supplier<Interest> ownInterest;
  private final Interests interests;
  private final Departures departures;

  /** The other members of the topology. */
  @GuardedBy("this")
  private final Set<NodeId> members = new HashSet<>();

  /** Those of them whose interest is known, and who know that of this member. */
  @GuardedBy("this")
  private final Set<NodeId> met = new HashSet<>();

  @GuardedBy("this")
  private Announcement own;

  Acquaintances(
      ClusterEvents.Parts<?, ?> parts, Supplier<Interest> ownInterest, Interests interests) {
    this.channel = parts.channel();
    this.cache = parts.id();
    this.clock = parts.clock();
    this.alarm = parts.alarm();
    this.ownInterest = ownInterest;
    this.interests = interests;
    this.departures = new Departures(channel.view());
    this.own = new Announcement(clock.nanos(), ownInterest.get());
  }

  /** Tells all members what somebody here listens to now; completes when they know, or have left. */
  CompletableFuture<Void> announce() {
    List<NodeId> told;
    synchronized (this) {
      told = List.copyOf(members);
    }
    return exchangeWith(told);
  }

  /** Makes the acquaintance of those whom this member does not know; completes when they know each other, or have left. */
  CompletableFuture<Void> meet(Collection<NodeId> others) {
    List<NodeId> strangers = new ArrayList<>(others);
    synchronized (this) {
      members.addAll(others);
      strangers.removeAll(met);
    }
    return exchangeWith(strangers);
  }

  /** Forgets who has left the cluster. */
  void viewChanged(View view) {
    departures.viewChanged(view);
    forget(departures::contains);
  }

  /** Forgets members. */
  void forget(Predicate<NodeId> isGone) {
    synchronized (this) {
      members.removeIf(isGone);
      met.removeIf(isGone);
    }
    interests.forget(isGone);
  }

  /** Takes note of another member's interest; returns what it is answered. */
  byte[] told(NodeId member, FrameReader theirs) throws MalformedFrameException {
    Announcement announcement = Announcement.read(theirs);
    theirs.expectEnd();
    interests.learn(member, announcement);
    FrameWriter answer = new FrameWriter();
    own().write(answer);
    return answer.toBytes();
  }

  /** Returns what somebody here listens to now. */
  private synchronized Announcement own() {
    Interest interest = ownInterest.get();
    if (!interest.equals(own.interest())) {
      // Of a cache that is created anew on this member, numbers go on from those before.
      own = new Announcement(Math.max(own.number() + 1, clock.nanos()), interest);
    }
    return own;
  }

  private CompletableFuture<Void> exchangeWith(List<NodeId> others) {
    return CompletableFuture.allOf(others.stream()
        .map(other -> {
          CompletableFuture<Void> done = new CompletableFuture<>();
          exchangeWith(other, done);
          return done;
        })
        .toArray(CompletableFuture[]::new));
  }

  private void exchangeWith(NodeId other, CompletableFuture<Void> done) {
    FrameWriter body = new FrameWriter().writeByte(MessageKind.INTEREST.code());
    own().write(body);
    var unused = channel
        .request(other, cache, body.toBytes(), ALWAYS, ALWAYS)
        .thenAccept(answer -> learn(other, answer))
        .whenComplete((nothing, failure) -> {
          if (failure != null && isNotThereYet(other, failure)) {
            retry(other, done);
          } else {
            done.complete(null);
          }
        });
  }

  private void retry(NodeId other, CompletableFuture<Void> done) {
    var unused = alarm.set(SOON, () -> exchangeWith(other, done));
  }

  private void learn(NodeId other, byte[] answer) {
    try {
      interests.learn(other, Announcement.read(new FrameReader("what listeners want", answer)));
    } catch (MalformedFrameException malformed) {
      throw new CompletionException(malformed);
    }
    synchronized (this) {
      if (members.contains(other)) {
        met.add(other);
      }
    }
  }

  /** Who is to be a member may hear of it later than this one, and this one sooner than of its being there. */
  private synchronized boolean isNotThereYet(NodeId other, Throwable failure) {
    @Nullable
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return members.contains(other)
        && !departures.contains(other)
        && cause instanceof RequestFailedException request
        && (request.reason() == RequestFailedException.Reason.NOT_HERE
            || request.reason() == RequestFailedException.Reason.PEER_GONE);
  }
}
