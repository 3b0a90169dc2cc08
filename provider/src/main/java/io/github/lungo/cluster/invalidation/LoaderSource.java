// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.integration.LoadPermits;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The cache's loader, run on an executor, and not more often at once than is permitted. Thread-safe. */
final class LoaderSource<K, V> implements LoadSource<K> {
  private final CacheTraits<K, V> traits;
  private final ReadThrough<K, V> reader;
  private final LoadPermits permits;
  private final Executor executor;

  LoaderSource(
      CacheTraits<K, V> traits, ReadThrough<K, V> reader, LoadPermits permits, Executor executor) {
    this.traits = traits;
    this.reader = reader;
    this.permits = permits;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<Map<K, Object>> fetch(Set<K> keys, boolean isBulk) {
    CompletableFuture<Map<K, Object>> result = new CompletableFuture<>();
    try {
      executor.execute(() -> {
        try {
          result.complete(permits.run(() -> stored(load(keys, isBulk))));
        } catch (Throwable failure) { // or else all who wait would hang
          result.completeExceptionally(failure);
        }
      });
    } catch (RuntimeException refused) {
      result.completeExceptionally(refused);
    }
    return result;
  }

  private Map<K, V> load(Set<K> keys, boolean isBulk) {
    Set<K> asked = new LinkedHashSet<>();
    keys.forEach(key -> asked.add(traits.keyFor(key)));
    if (isBulk || asked.size() != 1) {
      return reader.loadAll(asked);
    }
    K key = asked.iterator().next();
    @Nullable V value = reader.load(key);
    return value == null ? Map.of() : Map.of(key, value);
  }

  private Map<K, Object> stored(Map<K, V> values) {
    Map<K, Object> stored = new HashMap<>();
    values.forEach((key, value) -> stored.put(key, traits.storedFormOf(value)));
    return stored;
  }
}
