// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.LungoCache;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import io.github.lungo.operation.UnansweredException;
import io.github.lungo.serialization.ValueCopier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * The cache as callers see it. Every method checks that the cache is open, then its arguments, and hands an operation to the
 * engine. Thread-safe.
 */
final class JCache<K, V> implements LungoCache<K, V> {
  private final CacheLifecycle<K, V> lifecycle;
  private final CacheParts<K, V> parts;
  private final EntryTypes<K, V> types;
  private final Lookups<K, V> lookups;
  private final Updates<K, V> updates;

  /** What every get needs, a short way away. */
  private final CacheStatistics statistics;

  private final CacheEngine<K, V> engine;
  private final ValueCopier copier;

  JCache(CacheLifecycle<K, V> lifecycle, CacheParts<K, V> parts) {
    this.lifecycle = lifecycle;
    this.parts = parts;
    this.types = parts.types();
    this.statistics = parts.statistics();
    this.engine = parts.engine();
    this.copier = parts.traits().copier();
    this.lookups = new Lookups<>(parts, lifecycle::requireOpen);
    this.updates = new Updates<>(parts);
  }

  /** Returns what holds the entries. */
  CacheEngine<K, V> engine() {
    return engine;
  }

  /** Holds all that a hit takes, so that it is compiled into one piece; a key of a wrong type finds nothing. */
  @Override
  @SuppressWarnings("unchecked") // what is stored was a value of the cache
  public @Nullable V get(K key) {
    lifecycle.requireOpen();
    if (key == null) {
      types.requireKey(key);
    }
    long start = statistics.start();
    @Nullable Object stored;
    try {
      stored = engine.read(key);
    } catch (UnansweredException unanswered) {
      return lookups.gotNoAnswer(key, start, unanswered);
    }
    if (stored == null || start != CacheStatistics.NOT_STARTED) {
      return lookups.got(key, stored, start);
    }
    return (V) copier.fromStored(stored);
  }

  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    lifecycle.requireOpen();
    types.require(loader, "loader");
    return lookups.get(types.requireKey(key), loader);
  }

  @Override
  public CompletableFuture<@Nullable V> getAsync(K key) {
    lifecycle.requireOpen();
    return lookups.getAsync(types.requireKey(key));
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    lifecycle.requireOpen();
    types.require(keys, "keys");
    List<K> asked = new ArrayList<>(keys.size());
    for (K key : keys) {
      asked.add(types.requireKey(key));
    }
    return lookups.getAll(asked);
  }

  @Override
  public boolean containsKey(K key) {
    lifecycle.requireOpen();
    return engine.contains(types.requireKey(key));
  }

  @Override
  public void loadAll(
      Set<? extends K> keys, boolean replaceExisting, @Nullable CompletionListener listener) {
    lifecycle.requireOpen();
    lookups.loadAll(types.ownAll(keys), replaceExisting, listener);
  }

  @Override
  public void put(K key, V value) {
    lifecycle.requireOpen();
    K own = types.own(key);
    updates.put(own, types.storedFormOf(value));
  }

  @Override
  public void put(K key, V value, Duration timeToLive) {
    lifecycle.requireOpen();
    types.require(timeToLive, "timeToLive");
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException(
          "cache '" + getName() + "': timeToLive must be positive: " + timeToLive);
    }
    put(key, value, Put.Kind.PUT, TimeUnit.NANOSECONDS.convert(timeToLive));
  }

  @Override
  public void putInvalidating(K key, V value) {
    lifecycle.requireOpen();
    K own = types.own(key);
    updates.putInvalidating(own, types.storedFormOf(value));
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return updates.valueBefore(put(key, value, Put.Kind.GET_AND_PUT, Put.BY_POLICY));
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return put(key, value, Put.Kind.IF_ABSENT, Put.BY_POLICY).result();
  }

  private Outcome<Boolean> put(K key, V value, Put.Kind kind, long timeToLive) {
    lifecycle.requireOpen();
    K own = types.own(key);
    return updates.put(own, new Put<>(types.storedFormOf(value), kind, timeToLive));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    lifecycle.requireOpen();
    types.require(map, "map");
    List<K> keys = new ArrayList<>(map.size());
    List<Object> values = new ArrayList<>(map.size());
    for (Map.Entry<? extends K, ? extends V> entry : map.entrySet()) {
      keys.add(types.own(entry.getKey()));
      values.add(types.storedFormOf(entry.getValue()));
    }
    updates.putAll(keys, values);
  }

  @Override
  public boolean replace(K key, V value) {
    return replaceAny(key, value).result();
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    return updates.valueBefore(replaceAny(key, value));
  }

  private Outcome<Boolean> replaceAny(K key, V value) {
    lifecycle.requireOpen();
    K own = types.own(key);
    return updates.replace(own, new Replace<>(null, types.storedFormOf(value)));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    lifecycle.requireOpen();
    K own = types.own(key);
    V expected = types.requireValue(oldValue);
    return updates
        .replace(own, new Replace<>(expected, types.storedFormOf(newValue)))
        .result();
  }

  @Override
  public boolean remove(K key) {
    lifecycle.requireOpen();
    return updates.remove(types.own(key), Remove.any(Remove.Kind.ANY)).result();
  }

  @Override
  public boolean remove(K key, V oldValue) {
    lifecycle.requireOpen();
    K own = types.own(key);
    return updates.remove(own, Remove.ifEqualTo(types.requireValue(oldValue))).result();
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    lifecycle.requireOpen();
    Remove<K, V> remove = Remove.any(Remove.Kind.GET_AND_REMOVE);
    return updates.valueBefore(updates.remove(types.own(key), remove));
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    lifecycle.requireOpen();
    updates.removeAll(types.ownAll(keys), Remove.Kind.ANY);
  }

  @Override
  public void removeAll() {
    lifecycle.requireOpen();
    engine.fenceLoads(); // before looking: what a load stores until then is seen
    Set<K> keys = new LinkedHashSet<>();
    engine.entries().forEachRemaining(entry -> keys.add(entry.getKey()));
    updates.removeAll(keys, Remove.Kind.IF_PRESENT);
  }

  @Override
  public void clear() {
    lifecycle.requireOpen();
    engine.clear();
  }

  @Override
  public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments) {
    lifecycle.requireOpen();
    types.require(processor, "entryProcessor");
    return updates.invoke(types.own(key), Invoke.of(processor, arguments));
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
    lifecycle.requireOpen();
    types.require(processor, "entryProcessor");
    Map<K, K> owned = new LinkedHashMap<>();
    for (K key : types.require(keys, "keys")) {
      owned.put(types.own(key), key);
    }
    return updates.invokeAll(owned, Invoke.of(processor, arguments));
  }

  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    lifecycle.requireOpen();
    return new CacheIterator<>(parts, lifecycle::requireOpen, updates::remove);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> configuration) {
    lifecycle.requireOpen();
    lifecycle.register(types.require(configuration, "cacheEntryListenerConfiguration"));
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> configuration) {
    lifecycle.requireOpen();
    lifecycle.deregister(types.require(configuration, "cacheEntryListenerConfiguration"));
  }

  @Override
  public String getName() {
    return lifecycle.name();
  }

  @Override
  public CacheManager getCacheManager() {
    return lifecycle.manager();
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    return lifecycle.configuration(type);
  }

  @Override
  public void close() {
    lifecycle.close();
  }

  @Override
  public boolean isClosed() {
    return lifecycle.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (types.require(type, "clazz").isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("cache '" + getName() + "' cannot be unwrapped as "
        + type.getName() + "; what it has beyond JSR-107 is " + LungoCache.class.getName());
  }

  @Override
  public String toString() {
    return "cache '" + getName() + "'" + (isClosed() ? ", closed" : "");
  }

  /** Lets the life cycle of the cache be managed together with the cache. */
  CacheLifecycle<K, V> lifecycle() {
    return lifecycle;
  }
}
