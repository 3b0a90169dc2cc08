// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.node.CacheMembership;
import io.github.lungo.cluster.node.ClusterNode;
import io.github.lungo.cluster.topology.CacheId;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Residency;
import io.github.lungo.local.SourceOfTruth;
import java.util.Set;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Makes the engines of a member's replicated and partitioned caches. Thread-safe. */
public final class ReplicatedCaches {
  private final ClusterNode node;

  /** Creates the maker of engines at a member. */
  public ReplicatedCaches(ClusterNode node) {
    this.node = node;
  }

  /**
   * What a cache is on all its members alike, and what it is here.
   *
   * @param traits what the entries are
   * @param source what the cache stands in front of
   * @param permits limit the loads that this member runs
   * @param wire how its objects travel
   * @param events who is told of changes, on all members
   * @param residency says which entries are to go for want of room
   * @param hotCopies how many copies this member keeps of entries that it does not own; null for none
   * @param copies how many members keep each entry, if there are enough
   * @param fingerprint what must be alike on all members
   * @param loading how values are loaded
   * @param whenLeft is run when this member does not run the cache any more
   */
  public record Plan<K, V>(
      CacheTraits<K, V> traits,
      SourceOfTruth<K, V> source,
      LoadPermits permits,
      CacheWire<K, V> wire,
      ClusterEvents<K, V> events,
      Residency<K> residency,
      @Nullable Bound hotCopies,
      int copies,
      Fingerprint fingerprint,
      LoadSettings loading,
      Runnable whenLeft) {}

  /**
   * Begins to run a cache at this member; returns when it takes part.
   *
   * @throws CacheException if the other members have the cache set up otherwise, or it takes too long
   */
  public <K, V> ReplicatedEngine<K, V> join(Plan<K, V> plan) {
    String name = plan.traits().name();
    ReplicatedCache<K, V> cache = new ReplicatedCache<>(new ReplicatedCacheParts<>(
        CacheId.of(name),
        node.channel(),
        plan.traits(),
        plan.source(),
        plan.permits(),
        new WireForms<>(plan.wire()),
        node.versions(),
        plan.loading(),
        plan.events(),
        plan.residency(),
        plan.hotCopies(),
        node.alarm(),
        node.background(),
        (topology, segments) -> node.topologies().completed(name, topology.name(), segments),
        Set.of()));
    ClusterEvents<K, V> events = plan.events();
    CacheMembership membership = new CacheMembership(node, name, events);
    Runnable ended = () -> {
      cache.close();
      membership.close();
      plan.whenLeft().run();
    };
    try {
      membership.join(plan.fingerprint(), plan.copies(), cache);
    } catch (CacheException failed) {
      ended.run();
      throw failed;
    }
    return new ReplicatedEngine<>(
        cache,
        events,
        plan.traits(),
        new Waits(name, node.background(), node.alarm(), cache::topology, events),
        new ReplicatedEngine.Patience(node.operationTimeout(), plan.loading().timeout()),
        () -> {
          membership.leave();
          ended.run();
        });
  }
}
