// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.LoadAt;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.wire.Answer;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.LoadCounters;
import io.github.lungo.local.RefreshReports;
import io.github.lungo.management.Capacity;
import io.github.lungo.management.LoadFigures;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.OperationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * This member's part of a cache whose entries are kept by several members. Every method returns at once; what takes time is a
 * future. Thread-safe.
 */
public final class ReplicatedCache<K, V> implements TopologyFollower, AutoCloseable {
  /** What a member keeps for others is to last so long before it takes room from what it leads. */
  private static final Duration LEVELLING = Duration.ofMillis(500);

  private final ClusterChannel channel;
  private final int id;
  private final CallerForm<K, V> answers;
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final Routes routes = new Routes();
  private final Callers<K, V> callers;
  private final SegmentCalls<K, V> segments;
  private final Forms<K, V> forms;
  private final PrimaryParts<K, V> parts;
  private final ExpirySweep<K, V> sweep;
  private final Fetches<K> fetches;
  private final Homecoming<K, V> homecoming;
  private final Successions<K, V> successions;
  private final Refreshes<K, V> refreshes;
  private final HotCopies<K> copies;
  private final LeaseRenewal leases;
  private final BulkReads<K, V> bulkReads;
  private final LoadAt loadAt;
  private final LoadCounters counters = new LoadCounters();

  /** Creates the cache, and serves it from now on. */
  ReplicatedCache(ReplicatedCacheParts<K, V> parts) {
    this.channel = parts.channel();
    this.id = parts.id();
    UpdateForm<K> updates = new UpdateForm<>(
        parts.forms(),
        new NewsForm<>(parts.forms(), parts.changes()::isOldValueWanted),
        parts.traits().clock());
    this.answers = new CallerForm<>(parts.forms(), updates);
    PartForm<K> form = new PartForm<>(parts.forms(), updates, parts.traits().clock());
    ChannelPeers<K> peers = new ChannelPeers<>(
        parts.channel(),
        parts.id(),
        updates,
        form,
        new SettledNotices(parts.channel(), parts.id(), parts.alarm()));
    this.sweep = new ExpirySweep<>(parts.traits().clock(), parts.alarm());
    TouchNotices<K> touches = new TouchNotices<>(
        channel, id, parts.forms(), updates, parts.traits().clock(), parts.alarm());
    PrimaryParts<K, V> primary = new PrimaryParts<>(
        parts.channel().self(),
        parts.traits(),
        parts.source(),
        parts.permits(),
        parts.versions(),
        peers,
        parts.changes(),
        parts.alarm(),
        parts.background(),
        parts.faults(),
        sweep::start,
        parts.loading().remnants(parts.traits(), counters),
        touches::add,
        parts.residency(),
        new Grants(parts.traits().clock(), !parts.traits().expiry().hasAccessExpiry()),
        updates);
    this.forms = parts.forms();
    this.loadAt = parts.loading().at();
    this.parts = primary;
    this.seats = new Seats<>(new StableHash(parts.traits().name()), primary, form);
    sweep.watch(seats);
    touches.watch(seats);
    parts.residency().tell(seats::evict, () -> {
      var unused = parts.alarm().set(LEVELLING, parts.residency()::level);
    });
    this.successions = new Successions<>(peers, parts.alarm());
    LoaderCalls<K, V> loader = new LoaderCalls<>(primary);
    RefreshNotices<K> dues = new RefreshNotices<>(parts.channel(), parts.id(), parts.forms());
    this.refreshes = new Refreshes<>(
        primary,
        seats,
        routes,
        loader,
        dues,
        parts.loading(),
        new RefreshReports(parts.traits().name(), counters));
    this.primaries = new Primaries<>(primary, seats, refreshes);
    Batches<K, V> batches = new Batches<>(primary, seats, primaries);
    BulkLoads<K, V> bulk = new BulkLoads<>(seats, primaries, loader);
    LentLoads<K, V> lent = new LentLoads<>(primaries);
    PrimaryChannel<K, V> asking =
        new PrimaryChannel<>(parts.channel(), parts.id(), parts.forms(), answers);
    Retries retries = new Retries(
        routes, parts.alarm(), parts.traits().clock(), parts.loading().patience());
    CallNumbers numbers = new CallNumbers(parts.channel().self());
    Reads<K> reads = new Reads<>(primary);
    this.copies = new HotCopies<>(primary, parts.hotCopies());
    this.leases = new LeaseRenewal(channel, id, copies, parts.alarm());
    copies.tell(leases::start);
    RemoteBatches<K, V> remote = new RemoteBatches<>(asking, answers, parts.forms());
    this.bulkReads = new BulkReads<>(seats, primaries, remote, retries, copies, channel.self());
    this.segments =
        new SegmentCalls<>(asking, seats, primaries, answers, retries, reads, form, numbers);
    this.callers = new Callers<>(
        asking,
        seats,
        primaries,
        parts.forms(),
        batches,
        bulk,
        remote,
        lent,
        answers,
        retries,
        reads,
        copies,
        numbers);
    Reunions<K, V> reunions = new Reunions<>(primaries);
    this.homecoming = new Homecoming<>(asking, retries, reunions, updates, segments::entries);
    this.fetches = new Fetches<>(segments::parts, seats, parts.alarm(), parts.completed());
    parts
        .channel()
        .serve(
            parts.id(),
            new Requests<>(
                seats,
                primaries,
                parts.forms(),
                updates,
                answers,
                batches,
                bulk,
                lent,
                refreshes,
                dues,
                reunions,
                copies,
                new LeaseAnswers(primary.grants(), routes),
                parts.background()));
  }

  @Override
  public void reunited(boolean wasApart) {
    if (wasApart) {
      seats
          .all()
          .forEach(seat -> seat.mailbox()
              .execute(() -> homecoming.keep(seat.segment().number(), seat.wasApart())));
    }
  }

  @Override
  public CompletableFuture<Void> install(Topology topology, List<Integer> lost) {
    fetches.stop();
    List<NodeId> primariesLeft =
        topology.members().contains(self()) ? List.of() : copies.primaries();
    copies.follow(topology);
    parts.grants().follow(topology);
    Set<Integer> anew = Set.copyOf(lost);
    CompletableFuture<?>[] installed = seats.all().stream()
        .map(seat -> CompletableFuture.runAsync(
            () -> seat.install(topology, anew.contains(seat.segment().number())),
            seat.mailbox()::execute))
        .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(installed)
        .thenCompose(done -> leases.release(topology, primariesLeft))
        .thenRun(() -> routes.follow(topology));
  }

  @Override
  public void activate() {
    @Nullable Topology topology = routes.current();
    if (topology == null) {
      throw new IllegalStateException("no topology was installed");
    }
    List<Succession<K, V>> begun = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<?>[] activated = seats.all().stream()
        .map(seat -> CompletableFuture.runAsync(
            () -> {
              @Nullable Succession<K, V> succession = seat.activate();
              if (succession != null) {
                begun.add(succession);
              }
            },
            seat.mailbox()::execute))
        .toArray(CompletableFuture[]::new);
    var unused = CompletableFuture.allOf(activated).thenRun(() -> {
      successions.ask(topology.name(), begun, () -> isNewest(topology));
      fetches.start(topology);
      homecoming.begin();
      parts.residency().fill(Share.of(topology, self()));
    });
    var unusedAlarm =
        parts.alarm().set(Seats.FORMER_OWNERS_PATIENCE, () -> seats.dropFormer(topology.name()));
  }

  /** Returns whether there is nothing left to be brought to members that had gone on without this one. */
  boolean isReunited() {
    return homecoming.isOver();
  }

  /** Returns what limits the loads that this member runs. */
  LoadPermits permits() {
    return parts.permits();
  }

  /** Returns this member. */
  NodeId self() {
    return channel.self();
  }

  /** Returns the newest topology; null before the first. */
  @Nullable
  Topology topology() {
    return routes.current();
  }

  /** Returns this member's parts in the segments. */
  Seats<K, V> seats() {
    return seats;
  }

  /** Returns the copies that this member keeps of what it does not own. */
  HotCopies<K> hotCopies() {
    return copies;
  }

  /** Returns how much this member keeps. */
  Capacity capacity() {
    return new OwnedCapacity(seats, parts.residency());
  }

  /** Returns what becomes of the loads here. */
  LoadFigures loadFigures() {
    return counters.figures(primaries::loadsInFlight, () -> 0);
  }

  private boolean isNewest(Topology topology) {
    @Nullable Topology current = routes.current();
    return current != null && current.name().equals(topology.name());
  }

  /**
   * Reads a key without asking anybody, if that is possible.
   *
   * @param isAccess whether that may have the entry loaded anew
   */
  Found readHere(K key, boolean isAccess) {
    Found found = callers.readHere(key);
    @Nullable VersionedValue entry = found.entry();
    if (isAccess && entry != null) {
      refreshes.noteRead(key, entry);
    }
    return found;
  }

  /**
   * Returns what there is of a key.
   *
   * @param isAccess whether that may prolong the entry's life
   */
  CompletableFuture<Found> read(K key, boolean isAccess) {
    return callers.read(key, isAccess);
  }

  /** Returns what there is of many keys; that may prolong the entries' lives. */
  CompletableFuture<Map<K, Found>> readAll(List<K> keys) {
    return bulkReads.read(keys);
  }

  /** Returns whether the user's code in an operation must run on this member, as it cannot be sent. */
  boolean mustRunHere(K key, EntryOperation<K, V, ?> operation) {
    @Nullable Topology topology = routes.current();
    boolean isAlone = topology != null && topology.members().size() == 1;
    return operation instanceof Invoke && !isAlone && !forms.canTravel(key, operation);
  }

  /** Returns what an operation may ask that a caller tries on this member. */
  OperationContext<K, V> trialContext(K key) {
    return JobContext.ofTrial(parts, key);
  }

  /**
   * Executes an operation at the key's primary. Completing the result ends the wait for it, not the operation.
   *
   * @param runner runs the user's code, if the primary is this member
   */
  CompletableFuture<Told> operate(K key, EntryOperation<K, V, ?> operation, Executor runner) {
    return callers.operate(key, operation, runner);
  }

  /** Executes many operations, each at its key's primary; what is written through there is so in one batch. */
  CompletableFuture<Batched> operateAll(
      Map<K, ? extends EntryOperation<K, V, ?>> operations, Executor runner) {
    return callers.operateAll(operations, runner);
  }

  /** Returns what the caller of an operation is told. */
  Answer<?> answer(Told told, EntryOperation<K, V, ?> operation) {
    return answers.answer(told, operation);
  }

  /** Reads a key, and loads it if it is missing, once in the cluster. */
  CompletableFuture<Loaded> load(K key) {
    return callers.load(key);
  }

  /**
   * Returns what there is of a key, or lets this member load it.
   *
   * @param isPatient whether to wait for a load that is under way
   */
  CompletableFuture<Lent> lend(K key, LoadManner manner, boolean isPatient) {
    return callers.lend(key, manner, isPatient);
  }

  /** Gives back a load that this member does not make. */
  void giveBack(K key, long number) {
    callers.giveBack(key, number);
  }

  /** Returns whether members that ask run the loader themselves. */
  boolean loadsAtCaller() {
    return loadAt == LoadAt.CALLER;
  }

  /** Returns what runs user code that no caller's thread runs. */
  Executor background() {
    return parts.background();
  }

  /** Has what this member has loaded stored; see {@link LentLoads#bring}. */
  CompletableFuture<Loaded> bring(
      K key, long number, @Nullable Object value, @Nullable Throwable failure) {
    return callers.bring(key, number, value, failure);
  }

  /** Reads keys, and loads those that are missing, or all of them. */
  CompletableFuture<Map<K, Loaded>> loadAll(Set<K> keys, LoadManner manner) {
    return callers.loadAll(keys, manner);
  }

  /** Returns the entries of a segment, weakly consistent. */
  CompletableFuture<List<Map.Entry<K, CachedValue>>> entries(int segment) {
    return segments.entries(segment);
  }

  /** Removes all entries on all members, without events. */
  CompletableFuture<Boolean> clear() {
    return segments.clear();
  }

  /** Keeps all loads that run now from storing what they bring; what one is about to store is stored before. */
  CompletableFuture<Boolean> fenceLoads() {
    return segments.fenceLoads();
  }

  /** Serves nobody any more. */
  @Override
  public void close() {
    channel.retire(id);
    copies.close();
    sweep.stop();
    fetches.stop();
    refreshes.close();
  }
}
