// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.node.Failing;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.local.LocalEngine;
import io.github.lungo.management.Capacity;
import io.github.lungo.management.LoadFigures;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine of {@code INVALIDATION} mode: a local engine whose callers wait here until others have dropped what their writes
 * made old, or do not, as the consistency has it. Thread-safe.
 */
public final class InvalidationEngine<K, V> implements CacheEngine<K, V> {
  private final LocalEngine<K, V> local;
  private final InvalidatedCache<K, V> cache;
  private final ClusterEvents<K, V> events;
  private final Patience patience;
  private final OwnLoads<K, V> ownLoads;
  private final boolean waitsForOthers;
  private final Runnable leave;

  /**
   * Creates the engine of a cache.
   *
   * @param local holds the copies of this member
   * @param events the listeners on all members
   * @param ownLoads loads with loaders that single calls have
   * @param waitsForOthers whether a write returns only when all members have dropped what it made old
   * @param leave ends this member's part in the topology, before it serves nobody any more
   */
  InvalidationEngine(
      LocalEngine<K, V> local,
      InvalidatedCache<K, V> cache,
      ClusterEvents<K, V> events,
      Patience patience,
      OwnLoads<K, V> ownLoads,
      boolean waitsForOthers,
      Runnable leave) {
    this.local = local;
    this.cache = cache;
    this.events = events;
    this.patience = patience;
    this.ownLoads = ownLoads;
    this.waitsForOthers = waitsForOthers;
    this.leave = leave;
  }

  @Override
  public @Nullable Object read(K key) {
    return local.read(key);
  }

  @Override
  public boolean contains(K key) {
    return local.contains(key);
  }

  @Override
  public <R extends @Nullable Object> Outcome<R> execute(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    patience.awaitBegin();
    return await(key, cache.execute(key, operation, committed));
  }

  @Override
  public <R extends @Nullable Object> Outcome<R> executeInvalidating(
      K key, EntryOperation<K, V, R> operation, Consumer<? super Outcome<R>> committed) {
    patience.awaitBegin();
    return await(key, cache.executeInvalidating(key, operation, committed));
  }

  private <R> R await(K key, Written<R> written) {
    await("the write of key", key, written);
    return written.result();
  }

  private void await(String what, Object of, Written<?> written) {
    await(what, of, written.told());
    if (waitsForOthers) {
      patience.awaitListeners(what, of, events.calling(written::heard));
    }
    Failing.rethrow(written.failure());
  }

  private void await(String what, Object of, Progress told) {
    if (waitsForOthers) {
      patience.await(what, of, told);
    }
  }

  @Override
  public boolean putQuietly(K key, Object stored) {
    return false; // the others want to know
  }

  @Override
  public BatchOutcome executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    if (operations.isEmpty()) {
      return local.executeAll(operations);
    }
    patience.awaitBegin();
    Written<BatchOutcome> written = cache.executeAll(operations);
    await("the write of keys", operations.keySet(), written);
    return written.result();
  }

  @Override
  public @Nullable Object load(K key, KeyLoader<? super K, V> loader) {
    patience.awaitBegin();
    return patience.awaitLoads(cache.get(Set.of(key), false)).get(key);
  }

  @Override
  public @Nullable Object loadWith(K key, KeyLoader<? super K, V> loader) {
    patience.awaitBegin();
    return ownLoads.load(key, loader);
  }

  @Override
  public CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader) {
    return patience.limit(key, cache.get(Set.of(key), false).values().iterator().next());
  }

  @Override
  public Map<K, Object> loadMissing(Set<K> keys, Function<Set<K>, Map<K, V>> loader) {
    if (keys.isEmpty()) {
      return new HashMap<>();
    }
    patience.awaitBegin();
    return patience.awaitLoads(cache.get(keys, true));
  }

  /** Loads at the primaries, where the cache's own loader is the same. */
  @Override
  public Map<K, Object> loadAll(
      Set<K> keys, Function<Set<K>, Map<K, V>> loader, boolean replaceExisting) {
    if (keys.isEmpty()) {
      return new HashMap<>();
    }
    patience.awaitBegin();
    @Nullable Version replaced = replaceExisting ? cache.nextVersion() : null;
    if (replaced != null) {
      // First: who loads one of the keys from now on, gets what is loaded here, or newer.
      patience.await(
          "dropping keys to be loaded anew", keys, cache.invalidateOthers(keys, replaced));
    }
    return patience.awaitLoads(cache.load(keys, replaced));
  }

  @Override
  public Iterator<Map.Entry<K, CachedValue>> entries() {
    return local.entries();
  }

  @Override
  public void touch(K key) {
    local.touch(key);
  }

  @Override
  public void listenersChanged() {
    local.listenersChanged();
    patience.awaitListeners("telling of", "listeners", events.listenersChanged());
  }

  /** Drops what only others hold, too: who is about to remove all entries finds his own alone. */
  @Override
  public void fenceLoads() {
    patience.awaitBegin();
    await("removing", "all keys", cache.clearOthers());
    local.fenceLoads(); // again: one that came between may have joined what a primary ran
  }

  @Override
  public void clear() {
    patience.awaitBegin();
    await("clearing", "all keys", cache.clear());
  }

  /** Returns this member's part of the cache. */
  InvalidatedCache<K, V> cache() {
    return cache;
  }

  /** Returns how much this member keeps. */
  public Capacity capacity() {
    return local.capacity();
  }

  /** Returns what becomes of the loads at this member. */
  public LoadFigures loadFigures() {
    return local.loadFigures();
  }

  @Override
  public void close(Duration time) {
    patience.awaitTold(cache.told());
    leave.run();
    cache.close(patience.closed());
    local.close(time);
  }
}
