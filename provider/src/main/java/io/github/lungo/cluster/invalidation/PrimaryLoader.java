// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.local.CacheTraits;
import io.github.lungo.local.Fetched;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/**
 * The loader of a member's own engine: asks the primary, and waits. For processors that read through, which hold their key
 * and store for themselves. Thread-safe once it is bound.
 */
final class PrimaryLoader<K, V> implements CacheLoader<K, V> {
  private final CacheTraits<K, V> traits;
  private volatile @Nullable InvalidatedCache<K, V> cache;
  private volatile @Nullable Patience patience;

  PrimaryLoader(CacheTraits<K, V> traits) {
    this.traits = traits;
  }

  /** Says whom to ask: the cache is made of the engine, and so after it. */
  void bind(InvalidatedCache<K, V> whom, Patience howLong) {
    patience = howLong;
    cache = whom;
  }

  @Override
  public @Nullable V load(K key) {
    InvalidatedCache<K, V> bound = Objects.requireNonNull(cache, "not bound yet");
    CompletableFuture<Fetched> fetched = bound.fetch(key);
    @Nullable
    Object stored = Objects.requireNonNull(patience).awaitFetch(key, fetched).stored();
    return stored == null ? null : traits.valueOf(stored);
  }

  @Override
  public Map<K, V> loadAll(Iterable<? extends K> keys) {
    Map<K, V> values = new HashMap<>();
    for (K key : keys) {
      @Nullable V value = load(key);
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }
}
