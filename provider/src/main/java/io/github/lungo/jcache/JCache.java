// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.LungoCache;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
  private final StatisticsRecorder recorder;

  JCache(CacheLifecycle<K, V> lifecycle, CacheParts<K, V> parts) {
    this.lifecycle = lifecycle;
    this.parts = parts;
    this.types = parts.types();
    this.lookups = new Lookups<>(parts, lifecycle::requireOpen);
    this.recorder = new StatisticsRecorder(parts.statistics());
  }

  @Override
  public @Nullable V get(K key) {
    lifecycle.requireOpen();
    return lookups.get(types.requireKey(key));
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
    return parts.engine().contains(types.requireKey(key));
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
    Object stored = types.storedFormOf(value);
    long start = parts.statistics().start();
    if (parts.engine().putQuietly(own, stored)) {
      parts.statistics().recordPuts(1);
      parts.statistics().recordPutTime(start);
    } else {
      put(own, Put.of(stored, Put.Kind.PUT), start);
    }
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
  public @Nullable V getAndPut(K key, V value) {
    Outcome<Boolean> outcome = put(key, value, Put.Kind.GET_AND_PUT, Put.BY_POLICY);
    return valueBefore(outcome);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return put(key, value, Put.Kind.IF_ABSENT, Put.BY_POLICY).result();
  }

  private Outcome<Boolean> put(K key, V value, Put.Kind kind, long timeToLive) {
    lifecycle.requireOpen();
    K own = types.own(key);
    Put<K, V> put = new Put<>(types.storedFormOf(value), kind, timeToLive);
    return put(own, put, parts.statistics().start());
  }

  private Outcome<Boolean> put(K own, Put<K, V> put, long start) {
    Outcome<Boolean> outcome = execute(own, put);
    if (start != 0) {
      if (outcome.result()) {
        parts.statistics().recordPutTime(start);
      }
      if (put.kind() != Put.Kind.PUT) {
        parts.statistics().recordGetTime(start);
      }
    }
    return outcome;
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
    if (!keys.isEmpty()) {
      long start = parts.statistics().start();
      putAll(keys, values);
      parts.statistics().recordPutTime(start);
    }
  }

  private void putAll(List<K> keys, List<Object> values) {
    Map<K, Put<K, V>> others = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!parts.engine().putQuietly(keys.get(i), values.get(i))) {
        others.put(keys.get(i), Put.of(values.get(i), Put.Kind.PUT));
      }
    }
    parts.statistics().recordPuts(keys.size() - others.size());
    if (!others.isEmpty()) {
      executeAll(others);
    }
  }

  @Override
  public boolean replace(K key, V value) {
    lifecycle.requireOpen();
    return replace(types.own(key), new Replace<>(null, types.storedFormOf(value)))
        .result();
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    lifecycle.requireOpen();
    K own = types.own(key);
    return replace(own, new Replace<>(types.requireValue(oldValue), types.storedFormOf(newValue)))
        .result();
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    lifecycle.requireOpen();
    return valueBefore(replace(types.own(key), new Replace<>(null, types.storedFormOf(value))));
  }

  private Outcome<Boolean> replace(K key, Replace<K, V> replace) {
    long start = parts.statistics().start();
    Outcome<Boolean> outcome = execute(key, replace);
    if (start != 0) {
      parts.statistics().recordGetTime(start);
      if (outcome.result()) {
        parts.statistics().recordPutTime(start);
      }
    }
    return outcome;
  }

  @Override
  public boolean remove(K key) {
    lifecycle.requireOpen();
    return remove(types.own(key), Remove.any(Remove.Kind.ANY)).result();
  }

  @Override
  public boolean remove(K key, V oldValue) {
    lifecycle.requireOpen();
    K own = types.own(key);
    return remove(own, Remove.ifEqualTo(types.requireValue(oldValue))).result();
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    lifecycle.requireOpen();
    return valueBefore(remove(types.own(key), Remove.any(Remove.Kind.GET_AND_REMOVE)));
  }

  private Outcome<Boolean> remove(K key, Remove<K, V> remove) {
    long start = parts.statistics().start();
    Outcome<Boolean> outcome = execute(key, remove);
    if (start != 0) {
      if (outcome.result()) {
        parts.statistics().recordRemoveTime(start);
      }
      if (remove.countsAsGet()) {
        parts.statistics().recordGetTime(start);
      }
    }
    return outcome;
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    lifecycle.requireOpen();
    removeAll(types.ownAll(keys), Remove.Kind.ANY);
  }

  @Override
  public void removeAll() {
    lifecycle.requireOpen();
    parts.engine().fenceLoads(); // before looking: what a load stores until then is seen
    Set<K> keys = new LinkedHashSet<>();
    parts.engine().entries().forEachRemaining(entry -> keys.add(entry.getKey()));
    removeAll(keys, Remove.Kind.IF_PRESENT);
  }

  private void removeAll(Set<K> keys, Remove.Kind kind) {
    Map<K, Remove<K, V>> removes = new LinkedHashMap<>();
    keys.forEach(key -> removes.put(key, Remove.any(kind)));
    long start = parts.statistics().start();
    executeAll(removes);
    if (start != 0 && !removes.isEmpty()) {
      parts.statistics().recordRemoveTime(start);
    }
  }

  @Override
  public void clear() {
    lifecycle.requireOpen();
    parts.engine().clear();
  }

  @Override
  public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments) {
    lifecycle.requireOpen();
    types.require(processor, "entryProcessor");
    return invoke(types.own(key), new Invoke<>(processor, Arrays.asList(arguments)));
  }

  private <T> @Nullable T invoke(K key, Invoke<K, V, T> invoke) {
    long start = parts.statistics().start();
    Outcome<@Nullable T> outcome = execute(key, invoke);
    if (start != 0) {
      parts.statistics().recordGetTime(start);
    }
    return outcome.result();
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
    lifecycle.requireOpen();
    types.require(processor, "entryProcessor");
    Invoke<K, V, T> invoke = new Invoke<>(processor, Arrays.asList(arguments));
    Map<K, EntryProcessorResult<T>> results = new HashMap<>();
    Map<K, K> owned = new LinkedHashMap<>();
    for (K key : types.require(keys, "keys")) {
      owned.put(types.own(key), key);
    }
    owned.forEach((own, asked) -> {
      @Nullable ProcessorResult<T> result = ProcessorResult.of(() -> invoke(own, invoke));
      if (result != null) {
        results.put(asked, result);
      }
    });
    return results;
  }

  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    lifecycle.requireOpen();
    return new CacheIterator<>(parts, lifecycle::requireOpen, this::remove);
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

  private <R extends @Nullable Object> Outcome<R> execute(
      K key, EntryOperation<K, V, R> operation) {
    return parts.engine().execute(key, operation, recorder::record);
  }

  private void executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    BatchOutcome batch = parts.engine().executeAll(operations);
    recorder.record(batch);
    batch.throwIfFailed();
  }

  private @Nullable V valueBefore(Outcome<Boolean> outcome) {
    @Nullable Object stored = outcome.storedBefore();
    return stored == null ? null : parts.traits().valueOf(stored);
  }
}
