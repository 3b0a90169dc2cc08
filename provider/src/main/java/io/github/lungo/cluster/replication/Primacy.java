// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.event.EntryChange;
import io.github.lungo.operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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

  /** Sends an update to all owners; when they hold it, it is shown, and loads that may have seen less are fenced. */
  void publish(Update<K> update, Runnable whenShown) {
    publication.publish(update, () -> {
      @Nullable K key = update.key();
      if (parts.makes(ReplicationFault.KEEPS_FLIGHTS)) {
        segment.show(update);
        whenShown.run();
        return;
      }
      if (key == null) {
        flights.detachAll();
      } else {
        flights.detach(key);
      }
      segment.show(update);
      whenShown.run();
    });
  }

  /** Tells listeners what an operation has done. */
  CompletableFuture<Void> tell(
      K key, Version version, Outcome<?> outcome, @Nullable VersionedValue replaced) {
    List<CompletableFuture<Void>> told = new ArrayList<>(2);
    if (replaced != null && outcome.before() == null) {
      told.add(tell(EventType.EXPIRED, key, version, replaced.stored(), replaced.stored()));
    }
    @Nullable Object before = outcome.storedBefore();
    switch (outcome.change()) {
      case NONE -> {}
      case CREATED -> told.add(tell(EventType.CREATED, key, version, stored(outcome), null));
      case UPDATED -> told.add(tell(EventType.UPDATED, key, version, stored(outcome), before));
      case UPDATED_TO_EXPIRE -> {
        told.add(tell(EventType.UPDATED, key, version, stored(outcome), before));
        told.add(tell(EventType.EXPIRED, key, version, stored(outcome), stored(outcome)));
      }
      case REMOVED ->
        told.add(tell(EventType.REMOVED, key, version, Objects.requireNonNull(before), before));
    }
    return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new));
  }

  private static Object stored(Outcome<?> outcome) {
    return Objects.requireNonNull(outcome.after()).stored();
  }

  CompletableFuture<Void> tell(
      EventType type, K key, Version version, Object stored, @Nullable Object before) {
    return parts.changes().tell(new EntryChange<>(type, key, stored, before), version);
  }

  /** Returns whether an update that this member got as a mere owner is to be settled before the key is shown. */
  boolean isUnsettled(K key) {
    @Nullable KeyState state = segment.state(key);
    return state instanceof Unsettled<?> || segment.isClearing();
  }

  /** Goes on in another topology, which is not in force yet. */
  void follow(Topology topology) {
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
    }
    turns.close().forEach(Job::abandon);
    flights.abandonAll();
    return publication.lastSequence();
  }
}
