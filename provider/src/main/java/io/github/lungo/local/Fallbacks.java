// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.local.Remnants.Known;
import io.github.lungo.operation.KeyLoader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * Reads through with what remnants know: who asks for a missing key may get its stale value, or the knowledge that there is
 * none, in place of a load or of its failure. Thread-safe.
 */
final class Fallbacks<K, V> {
  private final LocalLoads<K, V> loads;
  private final Remnants<K> remnants;
  private final Revalidation<K, V> revalidation;

  Fallbacks(LocalLoads<K, V> loads, Remnants<K> remnants, Revalidation<K, V> revalidation) {
    this.loads = loads;
    this.remnants = remnants;
    this.revalidation = revalidation;
  }

  /** Has the value of an expired entry loaded in the background. */
  @FunctionalInterface
  interface Revalidation<K, V> {
    void start(K key, CachedValue stale, KeyLoader<? super K, V> loader);
  }

  /** Loads many missing keys in one call, giving up none but those that have a fallback. */
  @FunctionalInterface
  interface BulkLoader<K> {
    Map<K, Object> load(Set<K> keys, StandIns<K> standIns);
  }

  /** Returns the stored form of a missing key's value, or null if there is none. */
  @Nullable
  Object load(K key, KeyLoader<? super K, V> loader) {
    @Nullable Object stale = staleNow(key, loader);
    if (stale != null || remnants.isKnownAbsent(key)) {
      return stale;
    }
    try {
      return loads.load(key, loader);
    } catch (CacheLoaderException failure) {
      return insteadOf(key, failure);
    }
  }

  /** Does the same without waiting. */
  CompletableFuture<@Nullable Object> loadAsync(K key, KeyLoader<? super K, V> loader) {
    @Nullable Object stale = staleNow(key, loader);
    try {
      if (stale != null || remnants.isKnownAbsent(key)) {
        return CompletableFuture.<@Nullable Object>completedFuture(stale);
      }
    } catch (CacheLoaderException paused) {
      return CompletableFuture.failedFuture(paused);
    }
    return loads.loadAsync(key, loader).handle((value, failure) -> orStale(key, value, failure));
  }

  /**
   * Does the same for many keys whose values come from elsewhere, where it is known what else is to be known of them.
   *
   * @param revalidates whether stale values are returned at once, as they are loaded anew
   */
  Map<K, CompletableFuture<@Nullable Object>> loadFrom(
      Set<K> keys,
      boolean revalidates,
      Function<Set<K>, Map<K, CompletableFuture<@Nullable Object>>> loader) {
    Map<K, CompletableFuture<@Nullable Object>> values = new LinkedHashMap<>();
    Set<K> unknown = new LinkedHashSet<>();
    for (K key : keys) {
      @Nullable Object stale = revalidates ? staleNow(key, k -> null) : null;
      if (stale == null) {
        unknown.add(key);
      } else {
        values.put(key, CompletableFuture.<@Nullable Object>completedFuture(stale));
      }
    }
    if (!unknown.isEmpty()) {
      loader
          .apply(unknown)
          .forEach((key, load) ->
              values.put(key, load.handle((value, failure) -> orStale(key, value, failure))));
    }
    return values;
  }

  private @Nullable Object orStale(K key, @Nullable Object value, @Nullable Throwable failure) {
    if (failure == null) {
      return value;
    }
    Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
    if (cause instanceof CacheLoaderException failed) {
      return insteadOf(key, failed);
    }
    throw new CompletionException(cause);
  }

  /** Does the same for many keys. The loader is the cache's own. */
  Map<K, Object> loadAll(Set<K> keys, KeyLoader<? super K, V> single, BulkLoader<K> bulk) {
    Map<K, Object> values = new HashMap<>();
    Set<K> unknown = new LinkedHashSet<>();
    Failures failures = new Failures();
    for (K key : keys) {
      @Nullable Object stale = staleNow(key, single);
      try {
        if (stale != null) {
          values.put(key, stale);
        } else if (!remnants.isKnownAbsent(key)) {
          unknown.add(key);
        }
      } catch (CacheLoaderException paused) {
        failures.add(paused);
      }
    }
    try {
      values.putAll(bulk.load(unknown, remnants::insteadOfFailure));
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
    }
    failures.throwIfAny();
    return values;
  }

  /** Returns the stale value that the caller gets without a load, or null. */
  private @Nullable Object staleNow(K key, KeyLoader<? super K, V> loader) {
    Known known = remnants.lookForStale(key);
    @Nullable CachedValue stale = known.stale();
    if (stale != null && known.isToRevalidate()) {
      revalidation.start(key, stale, loader);
    }
    return stale == null ? null : stale.stored();
  }

  private @Nullable Object insteadOf(K key, CacheLoaderException failure) {
    @Nullable Object stale = remnants.insteadOfFailure(key);
    if (stale == null) {
      throw failure;
    }
    return stale;
  }
}
