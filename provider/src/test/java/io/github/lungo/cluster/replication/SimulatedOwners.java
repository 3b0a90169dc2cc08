// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.LoadAt;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.Resilience;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.simulation.Application;
import io.github.lungo.cluster.simulation.NetworkSettings;
import io.github.lungo.cluster.simulation.SimulatedNetwork;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.simulation.VirtualTime;
import io.github.lungo.cluster.topology.CacheId;
import io.github.lungo.cluster.topology.CacheTopology;
import io.github.lungo.cluster.topology.ClusterTopologies;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.topology.TopologyTiming;
import io.github.lungo.cluster.topology.ViewRelay;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.Version;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.serialization.ValueCopier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** Members with a cache whose entries they keep together, on a simulated network. Confined to one thread. */
final class SimulatedOwners implements Application {
  static final int EVERYBODY = Integer.MAX_VALUE;
  static final Bound UNBOUNDED = new Bound(OptionalLong.empty(), OptionalLong.empty());

  /** Room for the copies of more keys than there are. */
  static final Bound HOT_COPIES = new Bound(OptionalLong.of(1_000), OptionalLong.empty());

  /** Loads of which nothing is remembered. */
  static final LoadSettings PLAIN_LOADS =
      loads(LungoConfiguration.builder(String.class, Long.class).build().resilience());

  /** Entries are never due for being loaded anew. */
  static final RefreshTimes NO_REFRESH = new RefreshTimes(0, () -> 0, new HybridClock(() -> 0, 0));

  final VirtualTime time = new VirtualTime();
  final List<Owner> owners = new ArrayList<>();
  final SimulatedNetwork network;
  private final ExpiryPolicy expiry;
  private final Bound bound;
  final int copies;
  private final Set<ReplicationFault> faults;
  private final @Nullable CacheLoader<String, Long> loader;
  private final LoadSettings loads;

  /** When a member was told of a topology, in nanoseconds. */
  final List<Long> changes = new ArrayList<>();

  /** How many entries have left for want of room. */
  int evictions;

  /** Whether some members have expelled others that live, which is for later to survive. */
  boolean hasSplit;

  /** A member. */
  static final class Owner {
    final SimulatedNode node;
    final ClusterTopologies topologies;
    final ReplicatedCache<String, Long> cache;
    CacheTopology topology;
    boolean isLeaving;

    Owner(SimulatedNode node, ClusterTopologies topologies, ReplicatedCache<String, Long> cache) {
      this.node = node;
      this.topologies = topologies;
      this.cache = cache;
    }

    boolean isUsable() {
      return node.isAwake() && topology != null && !isLeaving;
    }
  }

  /**
   * Starts members without a loader, and lets them come to rest.
   *
   * @param copies how many members keep each entry
   */
  SimulatedOwners(
      long seed, int copies, int members, NetworkSettings settings, Set<ReplicationFault> faults) {
    this(seed, copies, members, settings, faults, new EternalExpiryPolicy(), time -> null);
  }

  /** Starts members that load, and lets them come to rest. */
  SimulatedOwners(
      long seed,
      int copies,
      int members,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      Function<VirtualTime, @Nullable CacheLoader<String, Long>> loader) {
    this(seed, copies, members, settings, faults, new EternalExpiryPolicy(), loader);
  }

  /** Starts members without a bound, and lets them come to rest. */
  SimulatedOwners(
      long seed,
      int copies,
      int members,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      ExpiryPolicy expiry,
      Function<VirtualTime, @Nullable CacheLoader<String, Long>> loader) {
    this(seed, copies, members, settings, faults, expiry, PLAIN_LOADS, loader, UNBOUNDED);
  }

  /** Starts members with other ways to load, and lets them come to rest. */
  SimulatedOwners(
      long seed,
      int copies,
      int members,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      ExpiryPolicy expiry,
      LoadSettings loads,
      Function<VirtualTime, @Nullable CacheLoader<String, Long>> loader) {
    this(seed, copies, members, settings, faults, expiry, loads, loader, UNBOUNDED);
  }

  /**
   * Starts members, and lets them come to rest.
   *
   * @param loads how their values are loaded
   * @param loader makes the loader that all members have, or null for none
   * @param bound how much each member holds
   */
  SimulatedOwners(
      long seed,
      int copies,
      int members,
      NetworkSettings settings,
      Set<ReplicationFault> faults,
      ExpiryPolicy expiry,
      LoadSettings loads,
      Function<VirtualTime, @Nullable CacheLoader<String, Long>> loader,
      Bound bound) {
    this.loads = loads;
    this.bound = bound;
    this.faults = faults;
    this.expiry = expiry;
    this.copies = copies;
    this.loader = loader.apply(time);
    this.network = new SimulatedNetwork(seed, time, settings);
    for (int i = 0; i < members; i++) {
      var unused = join();
      time.runFor(Duration.ofMillis(200));
    }
    rest();
  }

  /** Returns settings of loads that are resilient in some way. */
  static LoadSettings loads(Resilience resilience) {
    return new LoadSettings(
        LoadAt.OWNER,
        resilience,
        new Bound(OptionalLong.empty(), OptionalLong.empty()),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1));
  }

  /** Adds a member. */
  Owner join() {
    start(network.add());
    return owners.get(owners.size() - 1);
  }

  /** Lets time pass until all agree on a topology with all members, complete. */
  void rest() {
    time.runUntil(this::isSettled, Duration.ofMinutes(2));
  }

  @Override
  public void start(SimulatedNode node) {
    ViewRelay views = new ViewRelay();
    Set<NodeId> seen = new HashSet<>();
    views.listen(view -> {
      seen.addAll(view.members());
      hasSplit |=
          view.isMerge() || owners.stream().anyMatch(owner -> isExpelled(owner, seen, view));
    });
    RequestTiming timing = new RequestTiming(
        node.time().clock()::nanos,
        node.time().alarm(),
        Duration.ofMillis(50),
        Duration.ofMillis(150));
    ClusterChannel channel = new ClusterChannel(node.transport(), timing, views);
    ClusterTopologies topologies = new ClusterTopologies(
        channel,
        views,
        new TopologyTiming(
            node.time().alarm(),
            node.time().instants(),
            node.time().thread(),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5)));
    @Nullable Duration refreshAfter = loads.resilience().refreshAfterWrite();
    ReplicatedCache<String, Long> cache = new ReplicatedCache<>(new ReplicatedCacheParts<>(
        CacheId.of("c"),
        channel,
        new CacheTraits<>(
            "c",
            Long.class,
            ValueCopier.byReference(),
            ExpiryRules.of("c", expiry),
            bound.maximumWeight().isPresent() ? EntryShape.WEIGHED : EntryShape.ETERNAL,
            (key, stored) -> weight((long) stored),
            node.time().clock(),
            refreshAfter == null ? 0 : refreshAfter.toNanos()),
        source(),
        new LoadPermits("c", Integer.MAX_VALUE, Duration.ofMinutes(1)),
        Wires.ofLongs(),
        new HybridClock(
            () -> node.time().instants().millis(), node.id().uuid().getLeastSignificantBits()),
        loads,
        new NobodyListens<>(),
        new Residency<>(bound, () -> evictions++),
        HOT_COPIES,
        node.time().alarm(),
        node.time().pool(),
        (in, segments) -> topologies.completed("c", in.name(), segments),
        faults));
    Owner owner = new Owner(node, topologies, cache);
    owners.add(owner);
    topologies.start();
    channel.start();
    Fingerprint fingerprint = new Fingerprint(new TreeMap<>(Map.of("mode", "test")));
    var unused = topologies
        .join("c", fingerprint, copies, noting(cache))
        .thenAccept(topology -> owner.topology = topology);
  }

  /** Returns what a value weighs, where that is bounded: from 0 to 4; what is negative cannot be weighed. */
  static int weight(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("too light: " + value);
    }
    return (int) (value % 5);
  }

  /** Returns whether a member that others believed to be there is not for them any more, and does live. */
  private static boolean isExpelled(Owner owner, Set<NodeId> seen, View view) {
    NodeId member = owner.node.id();
    return seen.contains(member)
        && !view.members().contains(member)
        && !owner.node.isEnded()
        && !owner.isLeaving;
  }

  private TopologyFollower noting(TopologyFollower follower) {
    return new TopologyFollower() {
      @Override
      public void reunited(boolean wasApart) {
        follower.reunited(wasApart);
      }

      @Override
      public CompletableFuture<Void> install(Topology topology, List<Integer> lost) {
        changes.add(time.nanos());
        return follower.install(topology, lost);
      }

      @Override
      public void activate() {
        follower.activate();
      }
    };
  }

  private SourceOfTruth<String, Long> source() {
    return new SourceOfTruth<>(loader == null ? null : new ReadThrough<>("c", loader), null);
  }

  /** Leaves the cache, and then the cluster. */
  @Override
  public void leave(SimulatedNode node) {
    for (Owner owner : owners) {
      if (owner.node == node) {
        owner.isLeaving = true;
        var unused = owner.topologies.leave("c").whenComplete((left, failure) -> {
          owner.cache.close();
          owner.topologies.close();
          node.transport().close();
        });
      }
    }
  }

  /** Returns whether all members agree on a topology that is in force, with all of them and all complete. */
  boolean isSettled() {
    owners.removeIf(owner -> owner.node.isEnded());
    // What costs least first, as this is asked after each event.
    for (Owner owner : owners) {
      if (owner.isLeaving
          || owner.topology == null
          || !owner.topology.standing().isInForce()
          || owner.topology.standing().topology().members().size() != owners.size()
          || !owner.topology.standing().topology().isSettled()) {
        return false;
      }
    }
    Set<Topology> topologies = new HashSet<>();
    owners.forEach(owner -> topologies.add(owner.topology.standing().topology()));
    return topologies.size() == 1;
  }

  /** Returns the member that leads the key's segment. */
  Owner primaryOf(String key) {
    int segment = new StableHash("c").segmentOf(key);
    return owners.stream()
        .filter(owner ->
            owner.isUsable() && owner.cache.topology().primaryOf(segment).equals(owner.node.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Lets time pass until the future is done, and returns its value. */
  <T> T await(CompletableFuture<T> future) {
    time.runUntil(future::isDone, Duration.ofSeconds(60));
    return future.join();
  }

  /** Lets something happen that takes no time, also while an event takes time. */
  void after(Duration delay, Runnable task) {
    var unused = owners.get(0).node.time().alarm().set(delay, task);
  }

  List<Owner> others(Owner one, Owner another) {
    return owners.stream().filter(owner -> owner != one && owner != another).toList();
  }

  /** Begins to put a value. */
  CompletableFuture<Told> begin(Owner caller, String key, long value) {
    return operate(caller, key, Put.of(value, Put.Kind.PUT));
  }

  void put(Owner caller, String key, long value) {
    await(begin(caller, key, value));
  }

  void remove(Owner caller, String key) {
    await(operate(caller, key, Remove.any(Remove.Kind.ANY)));
  }

  /** Begins to add to a value. */
  CompletableFuture<Told> add(Owner caller, String key, long summand) {
    return operate(caller, key, Invoke.of(new Adding(), summand));
  }

  static CompletableFuture<Told> operate(
      Owner caller, String key, EntryOperation<String, Long, ?> operation) {
    return caller.cache.operate(key, operation, caller.node.time().pool());
  }

  /** Begins to read a value. */
  CompletableFuture<@Nullable Long> beginRead(Owner caller, String key) {
    return caller
        .cache
        .read(key, true)
        .thenApply(found -> found.entry() == null ? null : (Long) found.entry().stored());
  }

  @Nullable
  Long read(Owner caller, String key) {
    return await(beginRead(caller, key));
  }

  /** Begins to get a value, which is loaded if it is missing. */
  CompletableFuture<Loaded> beginGet(Owner caller, String key) {
    Found here = caller.cache.readHere(key, true);
    CompletableFuture<Found> read =
        here.isCertain() ? CompletableFuture.completedFuture(here) : caller.cache.read(key, true);
    return read.thenCompose(found -> found.entry() == null
        ? caller.cache.load(key)
        : CompletableFuture.completedFuture(new Loaded(found.entry().stored())));
  }

  @Nullable
  Long get(Owner caller, String key) {
    return (Long) await(beginGet(caller, key)).stored();
  }

  /** Returns the keys of which some owner keeps another version than the primary, or one at all that has none. */
  Set<String> copiesThatDiffer() {
    Map<String, Version> led = new HashMap<>();
    owners.forEach(owner -> led.putAll(KeptHere.by(owner.cache).versions(true)));
    Set<String> different = new HashSet<>();
    for (Owner owner : owners) {
      Map<String, Version> kept = KeptHere.by(owner.cache).versions(false);
      kept.forEach((key, version) -> {
        if (!version.equals(led.get(key))) {
          different.add(key);
        }
      });
      led.forEach((key, version) -> {
        int segment = new StableHash("c").segmentOf(key);
        boolean isOwner = owner.cache.topology().isOwner(owner.node.id(), segment);
        if (isOwner && !kept.containsKey(key) && !owner.equals(primaryOf(key))) {
          different.add(key);
        }
      });
    }
    return different;
  }
}
