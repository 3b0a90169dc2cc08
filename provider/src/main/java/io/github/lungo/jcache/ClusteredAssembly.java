// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.CacheMode;
import io.github.lungo.Consistency;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.Resilience;
import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.invalidation.InvalidatedCaches;
import io.github.lungo.cluster.invalidation.InvalidationEngine;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.node.ClusterNode;
import io.github.lungo.cluster.replication.LoadSettings;
import io.github.lungo.cluster.replication.ReplicatedCaches;
import io.github.lungo.cluster.replication.ReplicatedEngine;
import io.github.lungo.cluster.statistics.SharedFigures;
import io.github.lungo.cluster.topology.CacheId;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.management.Capacity;
import io.github.lungo.management.LoadFigures;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.serialization.KryoCodec;
import io.github.lungo.serialization.TypeFilter;
import io.github.lungo.serialization.ValueCopier;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Puts the engine of a clustered cache together. */
final class ClusteredAssembly<K, V> {
  private static final System.Logger log = System.getLogger(ClusteredAssembly.class.getName());

  private final String name;
  private final LungoConfiguration<K, V> configuration;
  private final SharedResources resources;
  private final KryoCodec codec;
  private final CacheWire<K, V> wire;

  ClusteredAssembly(
      String name, LungoConfiguration<K, V> configuration, SharedResources resources) {
    this.name = name;
    this.configuration = configuration;
    this.resources = resources;
    refuseWhatIsNotBuilt();
    warnOfReferences();
    this.codec = KryoCodec.forCluster(
        resources.loader(),
        TypeFilter.ofCache(
            configuration.getKeyType(), configuration.getValueType(), resources.allowed()));
    this.wire = CacheWire.of(name, configuration.getKeyType(), configuration.getValueType(), codec);
  }

  /** Returns what makes stored forms. */
  ValueCopier copier() {
    return wire.entries().copier();
  }

  /** Returns whether each member has entries of its own, in an engine of its own, and tells the others of its writes. */
  private boolean hasOwnEntries() {
    return configuration.mode() == CacheMode.INVALIDATION || tellsValues();
  }

  /** Returns whether members tell each other what they have written, and wait for nobody. */
  private boolean tellsValues() {
    return configuration.mode() == CacheMode.REPLICATED
        && configuration.consistency() == Consistency.EVENTUAL;
  }

  /** A setting that would have no effect is worse than one that is refused. */
  private void refuseWhatIsNotBuilt() {
    List<String> settings = new ArrayList<>();
    if (configuration.consistency() == Consistency.EVENTUAL
        && configuration.mode() == CacheMode.PARTITIONED) {
      settings.add("consistency = EVENTUAL");
    }
    boolean isBounded =
        configuration.maximumSize().isPresent() || configuration.maximumWeight().isPresent();
    if (tellsValues() && isBounded) { // what one evicts the others would tell it again
      settings.add((configuration.maximumSize().isPresent() ? "maximumSize" : "maximumWeight")
          + " with consistency = EVENTUAL");
    }
    Resilience resilience = configuration.resilience();
    if (tellsValues() && (resilience.remembersLoads() || resilience.refreshAfterWrite() != null)) {
      settings.add("refreshAfterWrite, staleWhileRevalidate, staleIfError, negativeTimeToLive and"
          + " failureBackoff with consistency = EVENTUAL");
    }
    if (!settings.isEmpty()) {
      throw new CacheException("cache '" + name + "': mode " + configuration.mode()
          + " does not have these settings yet: " + String.join(", ", settings));
    }
  }

  /** Store by reference is for the heap of one process; what leaves it is a copy, and so is what comes back. */
  private void warnOfReferences() {
    if (!configuration.isStoreByValue()) {
      log.log(
          System.Logger.Level.WARNING,
          "cache '" + name + "': storeByValue = false has no effect in mode " + configuration.mode()
              + ", where other members keep copies");
    }
  }

  /**
   * Returns the engine, joined.
   *
   * @param permits limit the loads that this member runs
   * @param statistics what this member counts
   * @param local makes what keeps the copies of this member, where each has its own
   */
  MadeEngine<K, V> assemble(
      CacheTraits<K, V> traits,
      SourceOfTruth<K, V> source,
      EventDispatcher<K, V> events,
      LoadPermits permits,
      CacheStatistics statistics,
      LocalEngines<K, V> local) {
    ClusterNode node = resources.clusterNode(name);
    if (hasOwnEntries()) {
      InvalidationEngine<K, V> engine = invalidated(node, traits, source, events, permits, local);
      return made(engine, engine.capacity(), engine.loadFigures(), node, statistics);
    }
    ReplicatedEngine<K, V> engine = replicated(
        node,
        traits,
        source,
        events,
        permits,
        new Residency<>(
            new Bound(configuration.maximumSize(), configuration.maximumWeight()),
            () -> statistics.recordEvictions(1)));
    return made(engine, engine.capacity(), engine.loadFigures(), node, statistics);
  }

  private MadeEngine<K, V> made(
      CacheEngine<K, V> engine,
      Capacity capacity,
      LoadFigures loads,
      ClusterNode node,
      CacheStatistics statistics) {
    SharedFigures members = new SharedFigures(
        node.channel(),
        CacheId.ofStatistics(name),
        statistics,
        node.operationTimeout(),
        System::nanoTime);
    return new MadeEngine<>(engine, new CacheParts.Gauges(capacity, loads, members));
  }

  private ReplicatedEngine<K, V> replicated(
      ClusterNode node,
      CacheTraits<K, V> traits,
      SourceOfTruth<K, V> source,
      EventDispatcher<K, V> events,
      LoadPermits permits,
      Residency<K> residency) {
    int copies = configuration.mode() == CacheMode.REPLICATED
        ? Integer.MAX_VALUE
        : configuration.backups() + 1;
    return new ReplicatedCaches(node)
        .join(new ReplicatedCaches.Plan<>(
            traits,
            source,
            permits,
            wire,
            clusterEvents(node, events),
            residency,
            hotCopies(),
            copies,
            fingerprint(),
            new LoadSettings(
                configuration.loadAt(),
                configuration.resilience(),
                new Bound(configuration.maximumSize(), configuration.maximumWeight()),
                configuration.loadTimeout(),
                node.operationTimeout()),
            codec::close));
  }

  private @Nullable Bound hotCopies() {
    long most = configuration.hotCopies();
    if (most == 0 || configuration.mode() != CacheMode.PARTITIONED) {
      return null;
    }
    return configuration.maximumWeight().isPresent()
        ? new Bound(OptionalLong.empty(), OptionalLong.of(most))
        : new Bound(OptionalLong.of(most), OptionalLong.empty());
  }

  private ClusterEvents<K, V> clusterEvents(ClusterNode node, EventDispatcher<K, V> events) {
    return new ClusterEvents<>(new ClusterEvents.Parts<>(
        name,
        CacheId.ofEvents(name),
        node.channel(),
        wire,
        events,
        configuration.listenerScope(),
        !hasOwnEntries(),
        node.background(),
        configuration.listenerTimeout(),
        resources.clock(),
        node.alarm()));
  }

  /** Listeners hear of what their own member has written from what keeps its copies. */
  private InvalidationEngine<K, V> invalidated(
      ClusterNode node,
      CacheTraits<K, V> traits,
      SourceOfTruth<K, V> source,
      EventDispatcher<K, V> events,
      LoadPermits permits,
      LocalEngines<K, V> local) {
    return new InvalidatedCaches(node)
        .join(new InvalidatedCaches.Plan<>(
            traits,
            source,
            (versioned, from) -> local.make(versioned, from, node.background()),
            wire,
            clusterEvents(node, events),
            tellsValues(),
            configuration.consistency() == Consistency.STRONG,
            configuration.resilience(),
            new Bound(configuration.maximumSize(), configuration.maximumWeight()),
            configuration.loadAt(),
            permits,
            fingerprint(),
            configuration.loadTimeout(),
            codec::close));
  }

  /** What all members must have set up alike. */
  private Fingerprint fingerprint() {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("mode", configuration.mode().name());
    settings.put("consistency", configuration.consistency().name());
    settings.put("loadAt", configuration.loadAt().name());
    settings.put("backups", String.valueOf(configuration.backups()));
    settings.put("key type", configuration.getKeyType().getName());
    settings.put("value type", configuration.getValueType().getName());
    settings.put("readThrough", String.valueOf(configuration.isReadThrough()));
    settings.put("writeThrough", String.valueOf(configuration.isWriteThrough()));
    settings.put("encoding", "evolving");
    return new Fingerprint(settings);
  }
}
