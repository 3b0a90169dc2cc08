// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.operation.KeyLoader;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** Loads with loaders that single calls have: at a time one call of all members runs its loader for a key. Thread-safe. */
final class OwnLoads<K, V> {
  private final CacheTraits<K, V> traits;
  private final InvalidatedCache<K, V> cache;
  private final Patience patience;
  private final LoadPermits permits;

  OwnLoads(
      CacheTraits<K, V> traits,
      InvalidatedCache<K, V> cache,
      Patience patience,
      LoadPermits permits) {
    this.traits = traits;
    this.cache = cache;
    this.patience = patience;
    this.permits = permits;
  }

  /** Loads a missing key, on this thread if no other call does. */
  @Nullable
  Object load(K key, KeyLoader<? super K, V> loader) {
    while (true) {
      CallerSource<K> mine = new CallerSource<>(wanted -> permits.run(() -> run(wanted, loader)));
      CompletableFuture<@Nullable Object> result = cache.load(key, mine);
      boolean isInTime = patience.awaitEither(result, mine.granted());
      if (!result.isDone()) {
        mine.runOrLeave();
      }
      try {
        return patience.awaitLoads(Map.of(key, result)).get(key);
      } catch (CacheException failure) {
        if (!isInTime || !(failure.getCause() instanceof CancellationException)) {
          throw failure;
        }
        // Another call had joined the others' load and then left without it.
      }
    }
  }

  private Map<K, Object> run(K key, KeyLoader<? super K, V> loader) {
    @Nullable V value = loader.load(traits.keyFor(key));
    return value == null ? Map.of() : Map.of(key, traits.storedFormOf(value));
  }
}
