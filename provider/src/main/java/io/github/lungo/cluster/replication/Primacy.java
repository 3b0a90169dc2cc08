// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.Reception;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Refreshable;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.EntryOperation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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
  private final CopyHolders<K> copies;
  private final Publication<K> publication;
  private final Flights<K> flights;
  private final CallsBeingHeard hearing;
  private final LoadMemory<K> memory;
  private final Evictions<K> evictions = new Evictions<>(this);
  private Topology topology;
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
    this.topology = topology;
    this.flights = new Flights<>(topology.name().number());
    this.turns = new Turns<>(mailbox);
    this.hearing = new CallsBeingHeard(mailbox);
    this.memory = new LoadMemory<>(
        parts.remnants(),
        segment,
        parts.traits().clock(),
        parts.makes(ReplicationFault.KEEPS_REMNANTS));
    this.copies = new CopyHolders<>(
        segment.number(),
        parts.grants(),
        parts.peers(),
        mailbox,
        parts.alarm(),
        topology,
        this::unbarred,
        parts.faults());
    this.publication = new Publication<>(
        segment,
        mailbox,
        parts.peers(),
        parts.versions(),
        parts.alarm(),
        parts.self(),
        topology,
        copies,
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

  LoadMemory<K> memory() {
    return memory;
  }

  /** Returns the entries that leave for want of room. */
  Evictions<K> evictions() {
    return evictions;
  }

  private void unbarred() {
    publication.settleAllHeld();
  }

  /** Shows no update for so many nanoseconds, as members may have copies that only the former primary knew of. */
  void bar(long nanos) {
    copies.bar(nanos);
  }

  /**
   * Returns whether a member may keep a copy of what is shown of a key now: it will be told before that changes. While somebody
   * is at the key it may not, so that there is nothing to be told twice.
   */
  boolean lendCopy(K key, NodeId holder) {
    return turns.isFree(key) && copies.add(key, holder);
  }

  /** Begins to serve, once what the former primary left open has its turn. */
  void open(List<Update<K>> inherited) {
    segment.lead();
    turns.open(
        inherited.stream().map(update -> new InheritedJob<>(this, update)).toList());
  }

  boolean isOpen() {
    return turns.isOpen();
  }

  /** Returns the topology that this member has installed last. */
  TopologyName topology() {
    return topology.name();
  }

  /**
   * Returns whether a call that has come in a topology may begin now: what the calls of a member did that is gone is not
   * remembered, so that one which was repeated might run again.
   */
  boolean mayBegin(OperationId id, TopologyName cameIn) {
    return cameIn.equals(topology.name()) || topology.members().contains(id.caller());
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

  /**
   * Has the other owners hear of it if an access has prolonged the life of an entry, some time, or ended it, at once: whoever
   * leads after this member would show it again.
   */
  void touched(K key, VersionedValue entry, long deadlineBefore) {
    if (entry.isExpiredAt(parts.traits().clock().nanos())) {
      add(new ExpiryJob<>(this, key));
    }
    if (entry.deadline() > deadlineBefore && !parts.makes(ReplicationFault.TOUCHES_ALONE)) {
      parts.touches().add(segment.number(), key, entry);
    }
  }

  /** Returns a version newer than all that the key had. */
  Version nextVersion(K key) {
    return parts.versions().nextAbove(segment.leastFor(key));
  }

  /**
   * Sends an update to all owners; when they hold it, it is shown, loads that may have seen less are fenced, and listeners are
   * told.
   *
   * @param job whose update it is; abandoned if this ends before that
   * @param whenShown is told of it, as soon as it is shown
   */
  void publish(Job<K> job, Update<K> update, Consumer<Shown> whenShown) {
    publication.publish(job, update, settled -> {
      fence(settled.key());
      return show(settled, whenShown);
    });
  }

  /** Does so with the removal of an entry that nobody asked for: the source has not changed, so that loads go on. */
  void publishDeparture(Job<K> job, Update<K> update, Consumer<Shown> whenShown) {
    publication.publish(job, update, settled -> show(settled, whenShown));
  }

  private CompletableFuture<Void> show(Update<K> settled, Consumer<Shown> whenShown) {
    segment.show(settled);
    @Nullable K key = settled.key();
    if (key == null) {
      memory.replacedAll();
    } else {
      memory.replaced(key);
    }
    Reception reception = tell(settled);
    whenShown.accept(new Shown(settled.version(), reception));
    return reception.received();
  }

  /**
   * What has become of an update.
   *
   * @param version the version in which it is shown
   * @param reception how far the listeners have heard of it
   */
  record Shown(Version version, Reception reception) {}

  private Reception tell(Update<K> shown) {
    @Nullable News<K> news = shown.news();
    if (news == null) {
      return Reception.OF_NOTHING;
    }
    Reception reception = news.tell(parts.changes(), shown.version());
    if (shown.call() != null) {
      hearing.add(shown.call().id(), reception.heard());
    }
    return reception;
  }

  /** Lets go of what was kept of calls of which the caller knows what has become. */
  void forgetBelow(OperationId id) {
    segment.decided().forgetBelow(id);
    hearing.forgetBelow(id);
  }

  /** Returns when listeners have heard what a call has done that is decided. */
  CompletableFuture<Void> heard(OperationId id) {
    return hearing.of(id);
  }

  /** Ends the turn of a job when listeners everywhere have been told of what it did, so that the next comes after that. */
  void endedWhenTold(Job<K> job, Shown shown) {
    CompletableFuture<Void> received = shown.reception().received();
    if (received.isDone()) {
      ended(job);
    } else {
      var unused = received.thenRun(() -> mailbox.execute(() -> ended(job)));
    }
  }

  /** Has all entries leave that have expired, if their values may be of use after that; returns whether there are any. */
  boolean expireAll() {
    if (!memory.keepsStale() || !segment.hasDeadlines()) {
      return false;
    }
    long now = parts.traits().clock().nanos();
    boolean isAny = false;
    for (K key : segment.keys()) {
      @Nullable VersionedValue entry = segment.entry(key);
      if (entry != null && entry.isExpiredAt(now)) {
        isAny = true;
        add(new ExpiryJob<>(this, key));
      }
    }
    return isAny;
  }

  /**
   * Ends a load: what follows from it is done unless the key was written meanwhile, and remembered.
   *
   * @param value the stored form of what was loaded; null if there is no value, or the load has failed
   * @param thrown what it failed with, or null
   */
  void loaded(K key, Flight flight, @Nullable Object value, @Nullable Throwable thrown) {
    @Nullable
    EntryOperation<K, V, Boolean> change = thrown == null ? flight.manner().change(value) : null;
    if (change != null) {
      add(new LoadedJob<>(this, key, flight, value, change));
      return;
    }
    if (!flight.isFenced()) {
      remember(key, flight, thrown);
    }
    flights.end(key, flight);
    if (thrown == null) {
      flight.result().complete(Loaded.NOTHING);
    } else {
      flight.result().completeExceptionally(LoadFailures.of(parts.traits().name(), key, thrown));
    }
  }

  private void remember(K key, Flight flight, @Nullable Throwable thrown) {
    if (thrown == null) {
      memory.noteExpired(key); // first, or else it would come after this
      memory.foundNothing(key);
      return;
    }
    long due = memory.failed(key, thrown);
    if (due > 0 && flight.manner().version() != null && live(key) instanceof Refreshable entry) {
      entry.putOffRefresh(due);
    }
  }

  /** Keeps the loads of a key, or of all, from storing what they bring, and forgets what others have brought. */
  void fence(@Nullable K key) {
    if (key == null) {
      memory.forgetAll();
    } else {
      memory.forget(key);
    }
    if (parts.makes(ReplicationFault.KEEPS_FLIGHTS)) {
      return;
    }
    if (key == null) {
      flights.detachAll();
    } else {
      flights.detach(key);
    }
  }

  /** Returns whether an update that this member got as a mere owner is to be settled before the key is shown. */
  boolean isUnsettled(K key) {
    @Nullable KeyState state = segment.state(key);
    return state instanceof Unsettled<?> || segment.isClearing();
  }

  /** Goes on in another topology, which is not in force yet. */
  void follow(Topology topology) {
    this.topology = topology;
    flights.retainBorrowers(topology.members());
    hearing.retain(topology.members());
    copies.follow(topology);
    publication.follow(topology);
  }

  void inForce() {
    copies.inForce();
    publication.inForce();
  }

  /** Ends: what is open becomes what a mere owner holds, for the next primary to settle; all who wait are sent away. */
  long close() {
    isOver = true;
    segment.follow();
    for (OpenUpdate<K> open : publication.close()) {
      var unused = segment.hold(open.update(), open.place());
      open.job().abandon();
    }
    turns.close().forEach(Job::abandon);
    flights.abandonAll();
    return publication.lastSequence();
  }
}
