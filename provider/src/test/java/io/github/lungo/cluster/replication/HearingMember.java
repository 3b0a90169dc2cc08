// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.ListenerScope;
import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.message.ClusterChannel;
import io.github.lungo.cluster.message.RequestTiming;
import io.github.lungo.cluster.node.ListeningFollower;
import io.github.lungo.cluster.simulation.SimulatedNode;
import io.github.lungo.cluster.topology.CacheId;
import io.github.lungo.cluster.topology.CacheTopology;
import io.github.lungo.cluster.topology.ClusterTopologies;
import io.github.lungo.cluster.topology.TopologyTiming;
import io.github.lungo.cluster.topology.ViewRelay;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.expiry.ExpiryRules;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import io.github.lungo.serialization.ValueCopier;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.cache.expiry.EternalExpiryPolicy;

/** A simulated member with a cache and a listener. Confined to one thread. */
final class HearingMember {
  private static final CacheWire<String, Long> WIRE = CacheWire.of(
      "c",
      String.class,
      Long.class,
      KryoCodec.forCluster(
          HearingMember.class.getClassLoader(),
          TypeFilter.ofCache(String.class, Long.class, List.of())));

  final SimulatedNode node;
  final boolean isSynchronous;
  final ReplicatedCache<String, Long> cache;
  final Map<String, List<Long>> heard = new HashMap<>();
  final List<String> faults = new ArrayList<>();

  /** Whether it was apart from others that lived, which is for later to survive. */
  boolean wasApart;

  /** The topology, once it takes part: from then on it hears everything. */
  CacheTopology topology;

  HearingMember(SimulatedNode node, int copies, boolean isSynchronous) {
    this.node = node;
    this.isSynchronous = isSynchronous;
    ViewRelay views = new ViewRelay();
    views.listen(view -> wasApart |= view.isMerge());
    ClusterChannel channel = new ClusterChannel(
        node.transport(),
        new RequestTiming(
            node.time().clock()::nanos,
            node.time().alarm(),
            Duration.ofMillis(50),
            Duration.ofMillis(150)),
        views);
    ClusterTopologies topologies = new ClusterTopologies(
        channel,
        views,
        new TopologyTiming(
            node.time().alarm(),
            node.time().instants(),
            node.time().thread(),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5)));
    ClusterEvents<String, Long> events = events(channel);
    this.cache = new ReplicatedCache<>(new ReplicatedCacheParts<>(
        CacheId.of("c"),
        channel,
        new CacheTraits<>(
            "c",
            Long.class,
            ValueCopier.byReference(),
            ExpiryRules.of("c", new EternalExpiryPolicy()),
            EntryShape.ETERNAL,
            (key, stored) -> 1,
            node.time().clock(),
            0),
        new SourceOfTruth<>((ReadThrough<String, Long>) null, null),
        new LoadPermits("c", Integer.MAX_VALUE, Duration.ofMinutes(1)),
        new WireForms<>(WIRE),
        new HybridClock(
            () -> node.time().instants().millis(), node.id().uuid().getLeastSignificantBits()),
        SimulatedOwners.PLAIN_LOADS,
        events,
        Residency.unbounded(),
        null,
        node.time().alarm(),
        node.time().pool(),
        (in, segments) -> topologies.completed("c", in.name(), segments),
        Set.of()));
    topologies.start();
    channel.start();
    events.start();
    views.listen(events::viewChanged);
    var unused = topologies
        .join(
            "c",
            new Fingerprint(new TreeMap<>(Map.of("mode", "test"))),
            copies,
            new ListeningFollower(cache, events))
        .thenAccept(joined -> topology = joined);
  }

  private ClusterEvents<String, Long> events(ClusterChannel channel) {
    EventDispatcher<String, Long> dispatcher = new EventDispatcher<>(
        "c",
        () -> StubCache.named("c"),
        key -> key,
        stored -> (Long) stored,
        Duration.ofMinutes(5),
        node.time().pool());
    RecordingListener<String, Long> listener = new RecordingListener<>(event -> {
      heard.computeIfAbsent(event.getKey(), key -> new ArrayList<>()).add(event.getValue());
      if (event.isOldValueAvailable() && event.getOldValue() >= 0) {
        requireInOrder(event.getKey(), event.getOldValue());
      }
    });
    dispatcher.register(listener.registration(true, isSynchronous), listener, null);
    return new ClusterEvents<>(new ClusterEvents.Parts<>(
        "c",
        CacheId.ofEvents("c"),
        channel,
        WIRE,
        dispatcher,
        ListenerScope.CLUSTER,
        true,
        node.time().pool(),
        Duration.ofHours(1),
        node.time().clock(),
        node.time().alarm()));
  }

  /** The value before is that of the event before. */
  private void requireInOrder(String key, long oldValue) {
    List<Long> soFar = heard.get(key);
    if (soFar.size() > 1 && soFar.get(soFar.size() - 2) != oldValue) {
      faults.add(node + " heard of " + key + " " + soFar + ", the last in place of " + oldValue);
    }
  }

  boolean isListening() {
    return topology != null && !node.isEnded();
  }
}
