// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.ListenerScope;
import io.github.lungo.LoadAt;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.simulation.ThreadedNetwork;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.KeyWaits;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.local.LocalEngineParts;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.schedule.Alarm;
import io.github.lungo.schedule.BackgroundAlarm;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import io.github.lungo.serialization.ValueCopier;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;

/** Engines of several members in this process, with threads, in front of one source. */
final class EngineCluster implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  final ThreadedNetwork network = new ThreadedNetwork();
  final Map<String, Long> source = new ConcurrentHashMap<>();
  final AtomicInteger loads = new AtomicInteger();
  final List<NodeId> nodes = new ArrayList<>();
  private static final CacheWire<String, Long> WIRE = CacheWire.of(
      "c",
      String.class,
      Long.class,
      KryoCodec.forCluster(
          EngineCluster.class.getClassLoader(),
          TypeFilter.ofCache(String.class, Long.class, List.of())));

  final List<InvalidationEngine<String, Long>> engines = new ArrayList<>();
  private final List<InvalidatedCache<String, Long>> caches = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Alarm alarm = new BackgroundAlarm(threads);
  private final Topology topology;
  private final Duration operationTimeout;
  private final boolean waitsForOthers;
  private final LoadAt loadAt;

  /** Called by each loader with its member's number and the key. */
  volatile BiConsumer<Integer, String> loading = (member, key) -> {};

  EngineCluster(int members, Duration operationTimeout, boolean waitsForOthers) {
    this(members, operationTimeout, waitsForOthers, LoadAt.OWNER);
  }

  EngineCluster(int members, Duration operationTimeout, boolean waitsForOthers, LoadAt loadAt) {
    this.loadAt = loadAt;
    this.operationTimeout = operationTimeout;
    this.waitsForOthers = waitsForOthers;
    for (int i = 1; i <= members; i++) {
      add(ThreadedNetwork.node(i));
    }
    network.view(nodes);
    topology =
        TopologyProposal.first(new TopologyName(1, nodes.get(0)), nodes, 1).topology();
    for (InvalidatedCache<String, Long> cache : caches) {
      cache.install(topology, List.of()).join();
    }
    caches.forEach(InvalidatedCache::activate);
    caches.forEach(cache -> cache.begun().orTimeout(10, TimeUnit.SECONDS).join());
  }

  /** Returns the source's loader. */
  private CacheLoader<String, Long> loader(int member) {
    return new CacheLoader<>() {
      @Override
      public Long load(String key) {
        loads.incrementAndGet();
        loading.accept(member, key);
        return source.get(key);
      }

      @Override
      public Map<String, Long> loadAll(Iterable<? extends String> keys) {
        loads.incrementAndGet();
        Map<String, Long> values = new HashMap<>();
        keys.forEach(key -> loading.accept(member, key));
        keys.forEach(key -> values.put(key, source.get(key)));
        return values;
      }
    };
  }

  private void add(NodeId node) {
    RequestTiming timing =
        new RequestTiming(System::nanoTime, alarm, Duration.ofMillis(50), Duration.ofMillis(200));
    ClusterChannel channel = new ClusterChannel(network.transport(node), timing, view -> {});
    HybridClock versions = new HybridClock(() -> 1_000_000, node.uuid().getLeastSignificantBits());
    CacheTraits<String, Long> traits = new CacheTraits<String, Long>(
            "c",
            Long.class,
            ValueCopier.byReference(),
            ExpiryRules.of("c", new EternalExpiryPolicy()),
            EntryShape.ETERNAL,
            (key, stored) -> 1,
            NanoClock.system(),
            0)
        .versionedBy(EntryVersions.by(versions));
    LoadPermits permits = new LoadPermits("c", Integer.MAX_VALUE, PATIENCE);
    PrimaryLoader<String, Long> ofProcessors = new PrimaryLoader<>(traits);
    EventDispatcher<String, Long> dispatcher = new EventDispatcher<>(
        "c", () -> StubCache.named("c"), key -> key, stored -> (Long) stored, PATIENCE, threads);
    LocalEngine<String, Long> local = new LocalEngine<>(new LocalEngineParts<>(
        traits,
        new Bound(OptionalLong.empty(), OptionalLong.empty()),
        new SourceOfTruth<>(new ReadThrough<>("c", ofProcessors), null),
        dispatcher,
        new KeyWaits(),
        permits,
        PATIENCE,
        threads,
        () -> {},
        LungoConfiguration.builder(String.class, Long.class).build().resilience(),
        alarm));
    InvalidatedCache<String, Long> cache = new InvalidatedCache<>(new InvalidatedCacheParts<>(
        7,
        channel,
        local,
        traits,
        versions,
        new PlainForms(),
        new LoaderSource<>(traits, new ReadThrough<>("c", loader(nodes.size())), permits, threads),
        null,
        loadAt,
        waitsForOthers,
        false,
        (change, version) -> CompletableFuture.completedFuture(null),
        alarm,
        threads,
        (in, segments) -> {},
        operationTimeout,
        PATIENCE));
    Patience patience = new Patience("c", cache.begun(), operationTimeout, PATIENCE, alarm);
    ofProcessors.bind(cache, patience);
    nodes.add(node);
    caches.add(cache);
    engines.add(new InvalidationEngine<>(
        local,
        cache,
        new ClusterEvents<>(new ClusterEvents.Parts<>(
            "c",
            8,
            channel,
            WIRE,
            dispatcher,
            ListenerScope.CLUSTER,
            false,
            threads,
            PATIENCE,
            NanoClock.system(),
            alarm)),
        patience,
        new OwnLoads<>(traits, cache, patience, permits),
        waitsForOthers,
        () -> {}));
    channel.start();
  }

  /** Returns whether a member is the primary of a key. */
  boolean isPrimary(int member, String key) {
    return topology.primaryOf(new StableHash("c").segmentOf(key)).equals(nodes.get(member));
  }

  /** Returns how many keys members have asked for. */
  long asked() {
    return caches.stream().mapToLong(InvalidatedCache::asked).sum();
  }

  /** Installs a topology at a member, as if it had missed the one before. */
  void skipTopology(int member) {
    caches
        .get(member)
        .install(
            TopologyProposal.first(new TopologyName(3, nodes.get(0)), nodes, 1).topology(),
            List.of())
        .join();
  }

  /** Installs the next topology at a member, as if another one had come back that had gone on without it. */
  void reunite(int member) {
    caches.get(member).reunited(false);
    caches
        .get(member)
        .install(
            TopologyProposal.first(new TopologyName(2, nodes.get(0)), nodes, 1).topology(),
            List.of())
        .join();
  }

  /** Returns of how many keys a member is still to hear at most that some member has written. */
  int mostToTell() {
    return caches.stream().mapToInt(InvalidatedCache::mostToTell).max().orElse(0);
  }

  /** Reads through a member. */
  Long get(int member, String key) {
    Object stored = engines.get(member).read(key);
    return (Long) (stored != null ? stored : engines.get(member).load(key, source::get));
  }

  @Override
  public void close() {
    engines.forEach(engine -> engine.close(Duration.ZERO));
    network.close();
    threads.shutdownNow();
  }
}
