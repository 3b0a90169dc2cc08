// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.integration.ReadThrough;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.message.Printed;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.UnansweredException;
import io.github.lungo.serialization.ValueCopier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;

/** The methods that read, and load what is missing. The load of a miss is not part of the time of the get. Thread-safe. */
final class Lookups<K, V> {
  private static final System.Logger log = System.getLogger(Lookups.class.getName());

  private final CacheParts<K, V> parts;
  private final Runnable requireOpen;

  /** Parts of the parts, as every get needs them. */
  private final CacheEngine<K, V> engine;

  private final CacheStatistics statistics;
  private final ValueCopier copier;

  Lookups(CacheParts<K, V> parts, Runnable requireOpen) {
    this.parts = parts;
    this.requireOpen = requireOpen;
    this.engine = parts.engine();
    this.statistics = parts.statistics();
    this.copier = parts.traits().copier();
  }

  /** Ends a get of which there is more to do than to return what it found: counts it, reads a missing key through. */
  @Nullable
  V got(K key, @Nullable Object stored, long start) {
    if (stored == null) {
      return getMissing(parts.types().requireKey(key), start);
    }
    V value = valueOf(stored);
    statistics.recordHit(start);
    return value;
  }

  /** Ends a get of which nobody knows whether there is an entry: the source is asked, where the cache reads through. */
  @Nullable
  V gotNoAnswer(K key, long start, UnansweredException unanswered) {
    ReadThrough<K, V> loader = parts.loader();
    if (loader == null || !parts.readsThrough()) {
      throw unanswered;
    }
    return loadUnanswered(key, start, k -> checked(loader.load(k)));
  }

  private @Nullable V loadUnanswered(K key, long start, KeyLoader<K, V> loader) {
    statistics.recordGets(start, 0, 1);
    @Nullable Object stored = engine.loadUnanswered(parts.types().own(key), loader);
    return stored == null ? null : valueOf(stored);
  }

  private @Nullable V getMissing(K key, long start) {
    statistics.recordGets(start, 0, 1);
    ReadThrough<K, V> loader = parts.loader();
    return loader == null || !parts.readsThrough() ? null : load(key, loader::load);
  }

  /** Reads one key, and loads it with the caller's loader if it is missing. */
  @Nullable
  V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    long start = statistics.start();
    @Nullable Object stored;
    try {
      stored = engine.read(key);
    } catch (UnansweredException unanswered) {
      return loadUnanswered(key, start, k -> checked(loader.apply(k)));
    }
    statistics.recordGets(start, stored == null ? 0 : 1, stored == null ? 1 : 0);
    if (stored != null) {
      return valueOf(stored);
    }
    @Nullable
    Object loaded = engine.loadWith(parts.types().own(key), k -> checked(loader.apply(k)));
    return loaded == null ? null : valueOf(loaded);
  }

  private @Nullable V load(K key, KeyLoader<K, V> loader) {
    @Nullable Object stored = engine.load(parts.types().own(key), k -> checked(loader.load(k)));
    return stored == null ? null : valueOf(stored);
  }

  @SuppressWarnings("unchecked") // what is stored was a value of the cache
  private V valueOf(Object stored) {
    return (V) copier.fromStored(stored);
  }

  private @Nullable V checked(@Nullable V loaded) {
    return loaded == null ? null : parts.types().requireValue(loaded);
  }

  /** Reads one key, and reads it through on another thread. */
  CompletableFuture<@Nullable V> getAsync(K key) {
    long start = statistics.start();
    @Nullable Object stored;
    try {
      stored = engine.read(key);
    } catch (UnansweredException unanswered) {
      return CompletableFuture.supplyAsync(
          () -> gotNoAnswer(key, start, unanswered), parts.executor());
    }
    statistics.recordGets(start, stored == null ? 0 : 1, stored == null ? 1 : 0);
    if (stored != null) {
      return CompletableFuture.<@Nullable V>completedFuture(valueOf(stored));
    }
    ReadThrough<K, V> loader = parts.loader();
    if (loader == null || !parts.readsThrough()) {
      return CompletableFuture.<@Nullable V>completedFuture(null);
    }
    return engine
        .loadAsync(parts.types().own(key), k -> checked(loader.load(k)))
        .thenCompose(loaded -> CompletableFuture.<@Nullable V>completedFuture(
            loaded == null ? null : valueOf(loaded)));
  }

  /** Reads many keys, and reads the missing ones through in one call. */
  Map<K, V> getAll(List<K> keys) {
    long start = statistics.start();
    Map<K, V> found = new HashMap<>(capacityFor(keys.size()));
    try {
      engine.readAll(keys, (key, stored) -> found.put(key, valueOf(stored)));
    } catch (UnansweredException unanswered) { // what was found is; the loads of the rest find more
      if (parts.loader() == null || !parts.readsThrough()) {
        throw unanswered;
      }
    }
    List<K> missing = new ArrayList<>(0);
    if (found.size() < keys.size()) {
      keys.stream().filter(key -> !found.containsKey(key)).forEach(missing::add);
    }
    statistics.recordGets(start, keys.size() - missing.size(), missing.size());
    ReadThrough<K, V> loader = parts.loader();
    if (!missing.isEmpty() && loader != null && parts.readsThrough()) {
      loadInto(found, missing, loader);
    }
    return found;
  }

  private void loadInto(Map<K, V> found, List<K> missing, ReadThrough<K, V> loader) {
    Map<K, K> asked = new LinkedHashMap<>(capacityFor(missing.size()));
    missing.forEach(key -> asked.put(parts.types().own(key), key));
    engine
        .loadMissing(asked.keySet(), keys -> checked(loader.loadAll(keys)))
        .forEach((own, stored) -> found.put(asked.getOrDefault(own, own), valueOf(stored)));
  }

  /** Returns the capacity of a hash map for so many keys. */
  private static int capacityFor(int keys) {
    return keys + keys / 2 + 1;
  }

  private Map<K, V> checked(Map<K, V> loaded) {
    loaded.values().forEach(parts.types()::requireValue);
    return loaded;
  }

  /** Loads many keys in the background, and tells the listener, once. */
  void loadAll(Set<K> keys, boolean replaceExisting, @Nullable CompletionListener listener) {
    try {
      parts.executor().execute(() -> tell(listener, load(keys, replaceExisting)));
    } catch (RuntimeException refused) {
      tell(listener, failed(keys, refused));
    }
  }

  @SuppressWarnings("CatchingUnchecked") // nobody else hears what a completion listener throws
  private void tell(@Nullable CompletionListener listener, @Nullable Exception failure) {
    if (listener == null) {
      return;
    }
    try {
      if (failure == null) {
        listener.onCompletion();
      } else {
        listener.onException(failure);
      }
    } catch (Throwable thrown) {
      log.log(
          System.Logger.Level.WARNING,
          "cache '" + parts.traits().name() + "': a completion listener failed",
          thrown);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // an Error must reach the listener too
  private @Nullable Exception load(Set<K> keys, boolean replaceExisting) {
    ReadThrough<K, V> loader = parts.loader();
    if (loader == null || keys.isEmpty()) {
      return null;
    }
    try {
      requireOpen.run(); // again, as the loader is closed with the cache
      engine.loadAll(keys, asked -> checked(loader.loadAll(asked)), replaceExisting);
      return null;
    } catch (CacheException failure) {
      return failure;
    } catch (Throwable failure) {
      return failed(keys, failure);
    }
  }

  private CacheException failed(Set<K> keys, Throwable cause) {
    return new CacheLoaderException(
        "cache '" + parts.traits().name() + "': loading " + keys.size() + " keys failed: "
            + Printed.text(cause),
        cause);
  }
}
