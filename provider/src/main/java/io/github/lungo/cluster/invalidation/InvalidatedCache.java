// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.LoadAt;
import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.Version;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Fetched;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * This member's part of a cache of which each member keeps copies of its own. No method waits for another member; what takes
 * time is a future. User code runs on the caller's thread, as in a local cache. Thread-safe.
 */
public final class InvalidatedCache<K, V> implements TopologyFollower {
  private final InvalidatedCacheParts<K, V> parts;
  private final NodeId self;
  private final CurrentTopology topology = new CurrentTopology();
  private final AtomicBoolean isJoining = new AtomicBoolean();
  private final MessageForm<K> form;
  private final Primaries<K> primaries;
  private final Rounds rounds;
  private final HeardWrites<K> heard;

  /** Whether the next topology has members that went on without each other. */
  private volatile boolean isReunion;

  private final Dropping<K> dropping;
  private final Writes<K, V> writes;

  /** What all members are to have; null where each has copies of its own. */
  private final @Nullable Replicas<K> replicas;

  private final @Nullable AntiEntropy<K> antiEntropy;

  /** Creates the cache, and serves it from now on. */
  InvalidatedCache(InvalidatedCacheParts<K, V> parts) {
    this(parts, Fault.NONE);
  }

  InvalidatedCache(InvalidatedCacheParts<K, V> parts, Fault fault) {
    this.parts = parts;
    this.self = parts.channel().self();
    CacheTraits<K, V> traits = parts.traits();
    @Nullable EntryVersions ofEntries = traits.versions();
    boolean replicates = ofEntries != null && ofEntries.newestWins();
    this.form =
        new MessageForm<>(parts.forms(), new StableHash(traits.name()), traits.clock(), replicates);
    PassedRequests passed = new PassedRequests();
    this.rounds = new Rounds(parts.channel(), parts.id(), passed, topology, parts.alarm());
    this.replicas = replicates
        ? new Replicas<>(
            parts.local().newest(), form, parts.versions(), rounds, parts.background(), self, fault)
        : null;
    PrimaryLoads<K> loads = new PrimaryLoads<>(
        parts.source(),
        traits.clock(),
        parts.loadTimeout(),
        new LoadMemory<>(parts.remnants(), parts.local()::insteadOfFailure),
        replicas == null ? null : new ReplicaLoads<>(replicas, traits, parts.background(), self));
    this.primaries = new Primaries<>(
        new Primaries.Road(
            parts.channel(),
            parts.id(),
            topology,
            parts.alarm(),
            traits.clock(),
            parts.operationTimeout()),
        form,
        loads,
        parts.source(),
        replicas == null ? key -> Version.LEAST : replicas.entries()::known);
    this.heard = new HeardWrites<>(self, traits.clock(), parts.loadTimeout());
    passed.to(new Requests<>(
        form,
        topology,
        parts.versions(),
        new Copies<>(self, parts.local(), loads, parts.writesThrough(), fault),
        heard,
        replicas == null
            ? null
            : new ReplicaRequests<>(
                replicas, parts.local(), loads, topology, parts.versions(), self)));
    this.dropping =
        new Dropping<>(self, form, parts.versions(), rounds, parts.isStrong() || replicates, fault);
    this.antiEntropy = replicas == null
        ? null
        : new AntiEntropy<>(self, parts.alarm(), rounds, replicas, parts.completed());
    this.writes = new Writes<>(
        parts.local(), replicas == null ? dropping : replicas, new WriteNews<>(parts.changes()));
    parts.channel().serve(parts.id(), passed);
    parts.local().refreshFrom(keys -> primaries.fetch(keys, true, Purpose.UPKEEP, ownSource()));
  }

  @Override
  public void reunited(boolean wasApart) {
    isReunion = true;
  }

  @Override
  public CompletableFuture<Void> install(Topology next, List<Integer> lost) {
    boolean metOthers = isReunion;
    isReunion = false;
    @Nullable Topology old = topology.get();
    @Nullable TopologyName before = topology.name();
    topology.follow(next);
    primaries.here().retainBorrowers(next.members());
    if (replicas != null) {
      replicas.follow(next, old == null ? Set.of() : lostHere(old, next));
      return CompletableFuture.completedFuture(null);
    }
    boolean mayHaveMissed = before != null && next.name().number() > before.number() + 1;
    if (mayHaveMissed || metOthers) {
      dropAll(); // there may be writes of which this member was not told
    }
    if (dropping.broadcast() != null) {
      dropping.broadcast().follow(next);
    }
    for (HeardWrites.Bequest<K> bequest : heard.takeAbsent(next.members())) {
      Map<EncodedKey, Version> written = new LinkedHashMap<>();
      bequest.keys().forEach(key -> written.put(form.encode(key), bequest.version()));
      var unused = dropping.tell(written, bequest.version());
    }
    return CompletableFuture.completedFuture(null);
  }

  /** Returns the segments of which this member has nothing: it was left out of the cache, and is back. */
  private Set<Integer> lostHere(Topology old, Topology next) {
    return IntStream.range(0, Ownership.SEGMENTS)
        .filter(segment -> old.isComplete(self, segment) && !next.isComplete(self, segment))
        .boxed()
        .collect(Collectors.toSet());
  }

  private void dropAll() {
    primaries.here().fenceAll();
    parts.local().dropAll(copy -> true);
  }

  @Override
  public void activate() {
    @Nullable Topology current = topology.get();
    if (current == null) {
      throw new IllegalStateException("no topology was installed");
    }
    if (isJoining.compareAndSet(false, true)) {
      var unused = rounds
          .runIn(CompletableFuture.completedFuture(current), new Joining(self, parts.versions()))
          .done()
          .thenCompose(met -> antiEntropy == null ? Progress.over().done() : antiEntropy.filled())
          .thenRun(topology::begin);
    }
    if (antiEntropy != null) {
      antiEntropy.begin(current);
      return;
    }
    List<Integer> mine = IntStream.range(0, Ownership.SEGMENTS)
        .filter(segment -> current.isOwner(self, segment) && !current.isComplete(self, segment))
        .boxed()
        .toList();
    if (!mine.isEmpty()) {
      parts.completed().accept(current, mine);
    }
  }

  /** Returns what completes when this member may take part; nothing may be written or loaded before. */
  CompletableFuture<Void> begun() {
    return topology.whenBegun().thenAccept(first -> {});
  }

  /** Returns a number that grows while this member comes to have what the others have. */
  long heardOf() {
    return replicas == null ? 0 : replicas.heardOf();
  }

  /** Returns the newest topology that this member has installed; null before the first. */
  @Nullable
  Topology topology() {
    return topology.get();
  }

  /** Returns the members, or none before the first topology. */
  List<NodeId> members() {
    @Nullable Topology current = topology.get();
    return current == null ? List.of() : current.members();
  }

  /** Returns of how many keys a member is still to hear at most that were written here. */
  int mostToTell() {
    if (replicas != null) {
      return replicas.dissemination().mostToTell();
    }
    @Nullable Broadcast broadcast = dropping.broadcast();
    return broadcast == null ? 0 : broadcast.mostToTell();
  }

  /** Returns how many keys members have asked this one for, as their primary. */
  long asked() {
    return primaries.asked();
  }

  /** Returns how many keys were loaded here, and not stored, as their primary gave no sign. */
  long loadedAlone() {
    return primaries.loadedAlone();
  }

  /**
   * Executes an operation here, and has others drop what it made old.
   *
   * @param committed is told the outcome as soon as it stands here
   * @throws RuntimeException if it does not stand
   */
  <R extends @Nullable Object> Written<Outcome<R>> execute(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    return writes.execute(key, operation, committed, false);
  }

  /** Does the same, and has others drop what they have of the key even where they would be told the value. */
  <R extends @Nullable Object> Written<Outcome<R>> executeInvalidating(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    return writes.execute(key, operation, committed, true);
  }

  /** Executes an operation for each key here, and has others drop what they made old, in one go. */
  Written<BatchOutcome> executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    return writes.executeAll(operations);
  }

  /** Returns a version that is newer than all that this member knows of. */
  Version nextVersion() {
    return parts.versions().next();
  }

  /** Has all other members drop copies of keys that are older, and all fence their loads. */
  Progress invalidateOthers(Set<K> keys, Version limit) {
    return replicas != null
        ? Progress.over() // what is loaded takes the place of what they have
        : dropping.tellAndWait(keys.stream().map(form::encode).toList(), limit, Version.LEAST);
  }

  /** Loads missing keys for gets, each once in the cluster, and stores what comes; or has what is known of them. */
  Map<K, CompletableFuture<@Nullable Object>> get(Set<K> keys, boolean isBulk) {
    return parts
        .local()
        .getFrom(keys, missing -> primaries.fetch(missing, isBulk, Purpose.GET, ownSource()));
  }

  /**
   * Loads missing keys because somebody wants them loaded, each once in the cluster, and stores what comes.
   *
   * @param replaced null to load missing keys only; else all are loaded, and no copy that is older than this stays here
   * @return a future for each key of its stored form, or null; without a deadline
   */
  Map<K, CompletableFuture<@Nullable Object>> load(Set<K> keys, @Nullable Version replaced) {
    @Nullable Predicate<CachedValue> isOld = replaced == null ? null : isOlder(replaced);
    return parts
        .local()
        .loadFrom(
            keys,
            isOld,
            missing ->
                primaries.fetch(missing, true, Purpose.EXPLICIT, replaced != null, ownSource()));
  }

  /** What all members have stays where nothing was loaded in its place. */
  private Predicate<CachedValue> isOlder(Version replaced) {
    return replicas == null ? Copies.olderThan(replaced) : copy -> false;
  }

  /** Returns the cache's loader if members that ask run it themselves, or null. */
  private @Nullable LoadSource<K> ownSource() {
    return parts.loadAt() == LoadAt.CALLER ? parts.source() : null;
  }

  /**
   * Loads a missing key with a loader of the caller's own, if nobody is loading it, and stores what comes.
   *
   * @return a future of its stored form, or null; without a deadline
   */
  CompletableFuture<@Nullable Object> load(K key, LoadSource<K> own) {
    return parts
        .local()
        .getFrom(Set.of(key), missing -> primaries.fetch(missing, false, Purpose.GET, own))
        .values()
        .iterator()
        .next();
  }

  /** Fetches a key's value without storing it, for a processor that holds the key. */
  CompletableFuture<Fetched> fetch(K key) {
    Map<K, CompletableFuture<Fetched>> fetches =
        primaries.fetch(Set.of(key), false, Purpose.UPKEEP, ownSource());
    CompletableFuture<Fetched> one = fetches.values().iterator().next();
    return replicas == null ? one : one.thenApply(fetched -> stored(key, fetched));
  }

  /** What the processor only looks at is an entry of all members. */
  private Fetched stored(K key, Fetched fetched) {
    if (replicas != null && fetched.entry() != null) {
      replicas.entries().storeLoaded(key, fetched.entry());
    }
    return fetched;
  }

  /** Drops the copies of all members, here at once. */
  Progress clear() {
    if (replicas != null) {
      parts.local().fenceLoads();
      primaries.here().fenceAll();
      replicas.clear();
      parts.local().fenceLoads(); // again: one that came between may have seen what is gone now
      return Progress.over();
    }
    if (!parts.isStrong()) {
      parts.local().clear();
    }
    return rounds.run(new Clearing(parts.versions(), member -> true));
  }

  /** Drops the copies of all other members, and fences the loads of all. */
  Progress clearOthers() {
    parts.local().fenceLoads();
    if (replicas != null) {
      primaries.here().fenceAll();
      replicas.dissemination().fenceOthers();
      return Progress.over();
    }
    return rounds.run(new Clearing(parts.versions(), member -> !member.equals(self)));
  }

  /** Returns what completes when the others have heard of all that was written here, where nobody waits for that. */
  CompletableFuture<Void> told() {
    return replicas == null
        ? CompletableFuture.completedFuture(null)
        : replicas.dissemination().told();
  }

  /** Serves the cache no more, and ends what waits for values. */
  void close(RuntimeException reason) {
    if (antiEntropy != null) {
      antiEntropy.end();
    }
    parts.channel().retire(parts.id());
    primaries.close(reason);
  }
}
