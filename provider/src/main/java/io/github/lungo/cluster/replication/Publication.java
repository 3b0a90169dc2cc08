// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Peers.Accepted;
import io.github.lungo.cluster.replication.Peers.Elsewhere;
import io.github.lungo.cluster.replication.Peers.Outdated;
import io.github.lungo.cluster.replication.Peers.Verdict;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The primary's updates of a segment on their way to all owners. An update is settled, and only then shown, when all owners
 * of the newest topology hold it, that is in force, and nobody has copies of what was before; it is never taken back. Confined to the segment's mailbox.
 */
final class Publication<K> {
  private static final Duration RETRY = Duration.ofMillis(20);

  private final Segment<K> segment;
  private final Mailbox mailbox;
  private final Peers<K> peers;
  private final HybridClock versions;
  private final Alarm alarm;
  private final NodeId self;
  private final CopyHolders<K> copies;

  /** By their sequence the updates that are not settled. */
  private final TreeMap<Long, OpenUpdate<K>> open = new TreeMap<>();

  /** The sequences of updates that are settled, but of which listeners may not have been told yet. */
  private final TreeSet<Long> untold = new TreeSet<>();

  private long lastSequence;
  private Topology topology;
  private boolean isInForce;
  private final boolean forgetsNewOwners;
  private boolean isOver;

  Publication(
      Segment<K> segment,
      Mailbox mailbox,
      Peers<K> peers,
      HybridClock versions,
      Alarm alarm,
      NodeId self,
      Topology topology,
      CopyHolders<K> copies,
      long lastSequence,
      boolean forgetsNewOwners) {
    this.segment = segment;
    this.mailbox = mailbox;
    this.peers = peers;
    this.versions = versions;
    this.alarm = alarm;
    this.self = self;
    this.topology = topology;
    this.copies = copies;
    this.lastSequence = lastSequence;
    this.forgetsNewOwners = forgetsNewOwners;
  }

  /**
   * Sends an update to all owners.
   *
   * @param whenSettled is told the update in the version in which all owners hold it; returns when listeners everywhere have
   *     been told of it, which the other owners can do until they hear that it is settled
   */
  void publish(
      Job<K> job, Update<K> update, Function<Update<K>, CompletableFuture<Void>> whenSettled) {
    lastSequence++;
    OpenUpdate<K> fresh =
        new OpenUpdate<>(new Place(self, lastSequence), job, update, otherOwners(), whenSettled);
    open.put(lastSequence, fresh);
    fresh.withdraws(copies.withdraw(update.key(), () -> settleIfHeld(fresh)));
    send(fresh);
    settleIfHeld(fresh);
  }

  private void send(OpenUpdate<K> update) {
    for (NodeId owner : otherOwners()) {
      if (!update.isHeldBy(owner)) {
        send(update, owner);
      }
    }
  }

  private void send(OpenUpdate<K> update, NodeId owner) {
    TopologyName sentIn = topology.name();
    Update<K> sent = update.update();
    var unused = peers
        .replicate(owner, sentIn, segment.number(), update.place(), settledThrough(), sent)
        .whenComplete((verdict, failure) ->
            mailbox.execute(() -> heard(update, sent, owner, sentIn, verdict)));
  }

  /** Hears what an owner says; nothing, if it is gone or has failed. */
  private void heard(
      OpenUpdate<K> update,
      Update<K> sent,
      NodeId owner,
      TopologyName sentIn,
      @Nullable Verdict verdict) {
    boolean isOutOfDate = isOver
        || !sentIn.equals(topology.name())
        || !update.update().version().equals(sent.version())
        || !isOpen(update);
    if (isOutOfDate) {
      return;
    }
    if (verdict instanceof Accepted) {
      update.heldBy(owner);
      settleIfHeld(update);
    } else if (verdict instanceof Outdated outdated) {
      versions.merge(outdated.newer());
      update.renew(versions.nextAbove(outdated.newer()));
      send(update);
    } else if (!(verdict instanceof Elsewhere elsewhere) || !elsewhere.isAhead()) {
      var unused =
          alarm.set(RETRY, () -> mailbox.execute(() -> heardNothing(update, sent, owner, sentIn)));
    }
  }

  private void heardNothing(
      OpenUpdate<K> update, Update<K> sent, NodeId owner, TopologyName sentIn) {
    if (!isOver
        && sentIn.equals(topology.name())
        && update.update().version().equals(sent.version())
        && isOpen(update)) {
      send(update, owner);
    }
  }

  private boolean isOpen(OpenUpdate<K> update) {
    return open.get(update.place().sequence()) == update;
  }

  private void settleIfHeld(OpenUpdate<K> update) {
    boolean isHeld = otherOwners().stream().allMatch(update::isHeldBy)
        || (forgetsNewOwners && update.isHeldByItsFirstOwners());
    boolean isShowable = isHeld && update.areCopiesDropped() && !copies.isBarred();
    if (isInForce && isOpen(update) && isShowable) {
      long sequence = update.place().sequence();
      open.remove(sequence);
      untold.add(sequence);
      CompletableFuture<Void> told = update.settled();
      if (told.isDone()) {
        told(sequence);
      } else {
        var unused = told.thenRun(() -> mailbox.execute(() -> told(sequence)));
      }
    }
  }

  private void told(long sequence) {
    untold.remove(sequence);
    if (!isOver && !otherOwners().isEmpty()) {
      peers.settled(otherOwners(), segment.number(), settledThrough());
    }
  }

  private long settledThrough() {
    long firstOpen = open.isEmpty() ? lastSequence + 1 : open.firstKey();
    return (untold.isEmpty() ? firstOpen : Math.min(firstOpen, untold.first())) - 1;
  }

  private List<NodeId> otherOwners() {
    List<NodeId> owners = new ArrayList<>(topology.ownersOf(segment.number()).nodes());
    owners.remove(self);
    return owners;
  }

  /** Goes on among the owners of another topology, which is not in force yet. */
  void follow(Topology next) {
    topology = next;
    isInForce = false;
    Collection<NodeId> owners = otherOwners();
    for (OpenUpdate<K> update : List.copyOf(open.values())) {
      update.retain(owners);
      send(update);
    }
  }

  /** All members know the topology. */
  void inForce() {
    isInForce = true;
    settleAllHeld();
  }

  /** Settles what waited for nothing but that copies are dropped. */
  void settleAllHeld() {
    List.copyOf(open.values()).forEach(this::settleIfHeld);
  }

  /** Ends: what is open is for the next primary to settle. */
  List<OpenUpdate<K>> close() {
    isOver = true;
    List<OpenUpdate<K>> left = List.copyOf(open.values());
    open.clear();
    return left;
  }

  long lastSequence() {
    return lastSequence;
  }
}
