// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.ListenerScope;
import io.github.lungo.LoadAt;
import io.github.lungo.cluster.events.Calls;
import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.membership.TopologyProposal;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.simulation.ThreadedNetwork;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.schedule.Alarm;
import io.github.lungo.schedule.BackgroundAlarm;
import io.github.lungo.serialization.ValueCopier;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;

/** Engines of several members in this process, with threads, each key kept by one of them. */
final class ThreadedOwners implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(20);

  final ThreadedNetwork network = new ThreadedNetwork();
  final List<NodeId> nodes = new ArrayList<>();
  final List<ReplicatedEngine<String, Long>> engines = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Alarm alarm = new BackgroundAlarm(threads);
  private final Topology topology;

  /** Starts two members, whose callers wait for each other's sign no longer than the patience. */
  ThreadedOwners(Duration patience, LoadAt loadAt, CacheLoader<String, Long> loader) {
    for (int i = 1; i <= 2; i++) {
      nodes.add(ThreadedNetwork.node(i));
    }
    for (NodeId node : nodes) {
      add(node, patience, loadAt, loader);
    }
    network.view(nodes);
    topology =
        TopologyProposal.first(new TopologyName(1, nodes.get(0)), nodes, 1).topology();
    engines.forEach(engine -> engine.cache().install(topology, List.of()).join());
    engines.forEach(engine -> engine.cache().activate());
  }

  private void add(
      NodeId node, Duration patience, LoadAt loadAt, CacheLoader<String, Long> loader) {
    RequestTiming timing =
        new RequestTiming(System::nanoTime, alarm, Duration.ofMillis(20), Duration.ofMillis(200));
    ClusterChannel channel = new ClusterChannel(network.transport(node), timing, view -> {});
    CacheTraits<String, Long> traits = new CacheTraits<>(
        "c",
        Long.class,
        ValueCopier.byReference(),
        ExpiryRules.of("c", new EternalExpiryPolicy()),
        EntryShape.ETERNAL,
        (key, stored) -> 1,
        NanoClock.system(),
        0);
    ReplicatedCache<String, Long> cache = new ReplicatedCache<>(new ReplicatedCacheParts<>(
        7,
        channel,
        traits,
        new SourceOfTruth<>(new ReadThrough<>("c", loader), null),
        new LoadPermits("c", Integer.MAX_VALUE, LONG),
        Wires.ofLongs(),
        new HybridClock(() -> 1_000_000, node.uuid().getLeastSignificantBits()),
        new LoadSettings(
            loadAt,
            SimulatedOwners.PLAIN_LOADS.resilience(),
            SimulatedOwners.UNBOUNDED,
            LONG,
            patience),
        new NobodyListens<>(),
        new Residency<>(SimulatedOwners.UNBOUNDED, () -> {}),
        null,
        alarm,
        threads,
        (in, segments) -> {},
        Set.of()));
    engines.add(new ReplicatedEngine<>(
        cache,
        nobody(channel),
        traits,
        new Waits("c", threads, alarm, cache::topology, new Uncounted()),
        new ReplicatedEngine.Patience(patience, LONG),
        cache::close));
    channel.start();
  }

  private ClusterEvents<String, Long> nobody(ClusterChannel channel) {
    return new ClusterEvents<>(new ClusterEvents.Parts<>(
        "c",
        8,
        channel,
        Wires.wireOfLongs(),
        new EventDispatcher<>(
            "c", () -> StubCache.named("c"), key -> key, stored -> (Long) stored, LONG, threads),
        ListenerScope.CLUSTER,
        false,
        threads,
        LONG,
        NanoClock.system(),
        alarm));
  }

  private static final class Uncounted implements Calls {

    @Override
    public <T> CompletableFuture<T> calling(Supplier<CompletableFuture<T>> call) {
      return call.get();
    }
  }

  /** Returns keys that a member leads. */
  List<String> keysOf(int member, int count) {
    StableHash hash = new StableHash("c");
    List<String> keys = new ArrayList<>();
    for (int i = 0; keys.size() < count; i++) {
      String key = "k" + i;
      if (topology.primaryOf(hash.segmentOf(key)).equals(nodes.get(member))) {
        keys.add(key);
      }
    }
    return keys;
  }

  @Override
  public void close() {
    engines.forEach(engine -> engine.close(Duration.ZERO));
    network.close();
    threads.shutdownNow();
  }
}
