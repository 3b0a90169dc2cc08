// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.LoadAt;
import io.github.lungo.Resilience;
import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.node.CacheMembership;
import io.github.lungo.cluster.node.ClusterNode;
import io.github.lungo.cluster.topology.CacheId;
import io.github.lungo.cluster.wire.CacheWire;
import io.github.lungo.cluster.wire.EntryWire;
import io.github.lungo.entry.EntryVersions;
import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.Bound;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.local.Remnants;
import io.github.lungo.local.SourceOfTruth;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Makes the engines of a member's caches of which each member keeps copies of its own. Thread-safe. */
public final class InvalidatedCaches {
  private static final int PRIMARY_ALONE = 1;

  private final ClusterNode node;

  /** Creates the maker of engines at a member. */
  public InvalidatedCaches(ClusterNode node) {
    this.node = node;
  }

  /**
   * What a cache is on all its members alike, and what it is here.
   *
   * @param traits what the entries are
   * @param source what the cache stands in front of
   * @param copies makes what keeps this member's copies
   * @param wire how its objects travel
   * @param events the listeners on all members
   * @param tellsValues whether all members are to have the newest entries, and are told them; else they drop what is old
   * @param isStrong whether a write returns only when all members have dropped what it made old; not where values are told
   * @param resilience how loads are spared, put off and made up for
   * @param bound of how many keys without an entry a primary remembers something
   * @param loadAt who runs the cache's loader
   * @param permits limit the loads that this member runs
   * @param fingerprint what must be alike on all members
   * @param loadTimeout how long a caller waits for a load
   * @param whenLeft is run when this member does not run the cache any more
   */
  public record Plan<K, V>(
      CacheTraits<K, V> traits,
      SourceOfTruth<K, V> source,
      CopiesMaker<K, V> copies,
      CacheWire<K, V> wire,
      ClusterEvents<K, V> events,
      boolean tellsValues,
      boolean isStrong,
      Resilience resilience,
      Bound bound,
      LoadAt loadAt,
      LoadPermits permits,
      Fingerprint fingerprint,
      Duration loadTimeout,
      Runnable whenLeft) {}

  /** Makes the engine that keeps a member's copies. */
  @FunctionalInterface
  public interface CopiesMaker<K, V> {

    /** Returns an empty engine for entries of these traits. */
    LocalEngine<K, V> make(CacheTraits<K, V> traits, SourceOfTruth<K, V> source);
  }

  /**
   * Begins to run a cache at this member; returns when it takes part.
   *
   * @throws CacheException if the other members have the cache set up otherwise, or it takes too long
   */
  public <K, V> InvalidationEngine<K, V> join(Plan<K, V> plan) {
    CacheTraits<K, V> traits = plan.traits().versionedBy(versions(plan));
    String name = traits.name();
    PrimaryLoader<K, V> primaries = new PrimaryLoader<>(traits);
    LocalEngine<K, V> local = plan.copies().make(traits, readingFrom(primaries, plan));
    InvalidatedCache<K, V> cache = cache(plan, traits, local);
    Patience patience = new Patience(
        name, cache.begun(), node.operationTimeout(), plan.loadTimeout(), node.alarm());
    primaries.bind(cache, patience);
    CacheMembership membership = new CacheMembership(node, name, plan.events());
    InvalidationEngine<K, V> engine = new InvalidationEngine<>(
        local,
        cache,
        plan.events(),
        patience,
        new OwnLoads<>(traits, cache, patience, plan.permits()),
        plan.isStrong(),
        () -> {
          membership.leave();
          membership.close();
          plan.whenLeft().run();
        });
    try {
      membership.join(
          plan.fingerprint(), plan.tellsValues() ? Integer.MAX_VALUE : PRIMARY_ALONE, cache);
      patience.awaitBegin(cache::heardOf);
    } catch (CacheException failed) {
      engine.close(Duration.ZERO);
      throw failed;
    }
    return engine;
  }

  @SuppressWarnings("unchecked") // its keys
  private <K, V> EntryVersions versions(Plan<K, V> plan) {
    EntryWire<K, V> wire = plan.wire().entries();
    return plan.tellsValues()
        ? EntryVersions.newestWins(
            node.versions(), (key, stored) -> wire.requireFits((K) key, stored))
        : EntryVersions.by(node.versions());
  }

  /** Returns the source of a member's copies: its processors read through the primaries, its writes go where all go. */
  private static <K, V> SourceOfTruth<K, V> readingFrom(
      PrimaryLoader<K, V> primaries, Plan<K, V> plan) {
    return new SourceOfTruth<>(
        plan.source().reader() == null ? null : new ReadThrough<>(plan.traits().name(), primaries),
        plan.source().writer());
  }

  private <K, V> InvalidatedCache<K, V> cache(
      Plan<K, V> plan, CacheTraits<K, V> traits, LocalEngine<K, V> local) {
    String name = traits.name();
    return new InvalidatedCache<>(new InvalidatedCache.Parts<>(
        CacheId.of(name),
        node.channel(),
        local,
        traits,
        node.versions(),
        new WireForms<>(plan.wire()),
        loads(plan, traits),
        plan.resilience().remembersLoads()
            ? new Remnants<>(traits, plan.bound(), plan.resilience(), local.counters())
            : null,
        plan.loadAt(),
        plan.isStrong(),
        plan.source().writer() != null,
        (change, version) -> plan.events().tellOthers(change, version).heard(),
        node.alarm(),
        node.background(),
        (topology, segments) -> node.topologies().completed(name, topology.name(), segments),
        node.operationTimeout(),
        plan.loadTimeout()));
  }

  private <K, V> LoadSource<K> loads(Plan<K, V> plan, CacheTraits<K, V> traits) {
    @Nullable ReadThrough<K, V> loader = plan.source().loader();
    return loader == null
        ? (keys, isBulk) -> CompletableFuture.completedFuture(Map.of())
        : new LoaderSource<>(traits, loader, plan.permits(), node.background());
  }
}
