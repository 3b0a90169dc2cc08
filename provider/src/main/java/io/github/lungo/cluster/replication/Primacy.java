// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.event.EntryChange;
import io.github.lungo.operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * This member's time as the primary of a segment: it says in which order the segment's keys are written. Confined to the
 * segment's mailbox.
 */
final class Primacy<K, V> {
  private final PrimaryParts<K, V> parts;
  private final Segment<K> segment;
  private final Mailbox mailbox;
  private final Turns<K> turns;
  private final Publication<K> publication;
  private final Flights<K> flights = new Flights<>();
  private boolean isOver;

  /** Creates a primacy that does nothing before it is opened. */
  Primacy(
      PrimaryParts<K, V> parts,
      Segment<K> segment,
      Mailbox mailbox,
      Topology topology,
      long lastSequence) {
    this.parts = parts;
    this.segment = segment;
    this.mailbox = mailbox;
    this.turns = new Turns<>(mailbox);
    this.publication = new Publication<>(
        segment,
        mailbox,
        parts.peers(),
        parts.versions(),
        parts.alarm(),
        parts.self(),
        topology,
        lastSequence,
        parts.makes(ReplicationFault.COMMITS_ON_OLD_OWNERS));
  }

  PrimaryParts<K, V> parts() {
    return parts;
  }

  Segment<K> segment() {
    return segment;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  Flights<K> flights() {
    return flights;
  }

  /** Begins to serve, once what the former primary left open has its turn. */
  void open(List<Update<K>> inherited) {
    turns.open(
        inherited.stream().map(update -> new InheritedJob<>(this, update)).toList());
  }

  boolean isOpen() {
    return turns.isOpen();
  }

  boolean isOver() {
    return isOver;
  }

  void add(Job<K> job) {
    if (isOver) {
      job.abandon();
    } else {
      turns.add(job);
    }
  }

  void ended(Job<K> job) {
    if (!isOver) {
      turns.ended(job);
    }
  }

  /** Returns the live entry of a key, which no other job is changing. */
  @Nullable
  VersionedValue live(K key) {
    @Nullable VersionedValue entry = segment.entry(key);
    return entry == null || entry.isExpiredAt(parts.traits().clock().nanos()) ? null : entry;
  }

  /** Returns a version newer than all that the key had. */
  Version nextVersion(K key) {
    return parts.versions().nextAbove(segment.versionBefore(key));
  }

  /**
   * Sends an update to all owners; when they hold it, it is shown, and loads that may have seen less are fenced.
   *
   * @param job whose update it is; abandoned if this ends before that
   * @param whenShown is told the version that is shown
   */
  void publish(Job<K> job, Update<K> update, Consumer<Version> whenShown) {
    publication.publish(job, update, settled -> {
      if (!parts.makes(ReplicationFault.KEEPS_FLIGHTS)) {
        fence(settled.key());
      }
      segment.show(settled);
      whenShown.accept(settled.version());
    });
  }

  private void fence(@Nullable K key) {
    if (key == null) {
      flights.detachAll();
    } else {
      flights.detach(key);
    }
  }

  /** Tells listeners what an operation has done that was called on the given member. */
  CompletableFuture<Void> tell(
      K key,
      Version version,
      Outcome<?> outcome,
      @Nullable VersionedValue replaced,
      NodeId origin) {
    List<CompletableFuture<Void>> told = new ArrayList<>(2);
    if (replaced != null && outcome.before() == null) {
      told.add(tell(expired(key, replaced.stored()), version, origin));
    }
    @Nullable Object before = outcome.storedBefore();
    switch (outcome.change()) {
      case NONE -> {}
      case CREATED ->
        told.add(tell(
            new EntryChange<>(EventType.CREATED, key, stored(outcome), null), version, origin));
      case UPDATED ->
        told.add(tell(
            new EntryChange<>(EventType.UPDATED, key, stored(outcome), before), version, origin));
      case UPDATED_TO_EXPIRE -> {
        told.add(tell(
            new EntryChange<>(EventType.UPDATED, key, stored(outcome), before), version, origin));
        told.add(tell(expired(key, stored(outcome)), version, origin));
      }
      case REMOVED -> {
        Object last = Objects.requireNonNull(before);
        told.add(tell(new EntryChange<>(EventType.REMOVED, key, last, last), version, origin));
      }
    }
    return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
  }

  private static Object stored(Outcome<?> outcome) {
    return Objects.requireNonNull(outcome.after()).stored();
  }

  private static <K> EntryChange<K> expired(K key, Object last) {
    return new EntryChange<>(EventType.EXPIRED, key, last, last);
  }

  /** Tells listeners that an entry has expired by itself. */
  CompletableFuture<Void> tellExpired(K key, Version version, Object last) {
    return tell(expired(key, last), version, parts.self());
  }

  private CompletableFuture<Void> tell(EntryChange<K> change, Version version, NodeId origin) {
    return parts.changes().tell(change, version, origin);
  }

  /** Returns whether an update that this member got as a mere owner is to be settled before the key is shown. */
  boolean isUnsettled(K key) {
    @Nullable KeyState state = segment.state(key);
    return state instanceof Unsettled<?> || segment.isClearing();
  }

  /** Goes on in another topology, which is not in force yet. */
  void follow(Topology topology) {
    flights.retainBorrowers(topology.members());
    publication.follow(topology);
  }

  void inForce() {
    publication.inForce();
  }

  /** Ends: what is open becomes what a mere owner holds, for the next primary to settle; all who wait are sent away. */
  long close() {
    isOver = true;
    for (OpenUpdate<K> open : publication.close()) {
      var unused = segment.hold(open.update(), open.place());
      open.job().abandon();
    }
    turns.close().forEach(Job::abandon);
    flights.abandonAll();
    return publication.lastSequence();
  }
}
