// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * What a Lungo cache offers beyond JSR-107, reached by {@link #of} or {@code cache.unwrap(LungoCache.class)}. Thread-safe.
 *
 * <p>All methods throw {@link IllegalStateException} on a closed cache and {@link NullPointerException} for a null
 * argument.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface LungoCache<K, V> extends Cache<K, V> {

  /**
   * Returns the Lungo side of a cache: {@code cache.unwrap(LungoCache.class)}, with its types.
   *
   * @throws IllegalArgumentException if the cache is not one of Lungo's
   */
  @SuppressWarnings("unchecked") // unwrapping keeps the types
  static <K, V> LungoCache<K, V> of(Cache<K, V> cache) {
    return (LungoCache<K, V>) cache.unwrap(LungoCache.class);
  }

  /**
   * Returns the cached value or loads it with the given loader. Callers that ask for one key at the same time share one
   * load, whichever loader they gave, that of the configuration included; its value, null or failure reaches all of
   * them. A loaded value is stored like a read-through one; null is not stored.
   *
   * @return the value, or null where the loader found none
   * @throws javax.cache.integration.CacheLoaderException if the loader failed, or did not finish within the cache's
   *     load timeout while another thread ran it
   * @throws IllegalStateException if this call comes from the loader of that very key
   */
  @Nullable
  V get(K key, Function<? super K, ? extends @Nullable V> loader);

  /**
   * Returns the cached value, or a read-through load of it that runs on the manager's background threads. Completes
   * with null where there is no value or no read-through, and exceptionally with what {@link #get(Object)} would throw.
   * Cancelling the future does not disturb the load, which others may be waiting for.
   */
  CompletableFuture<@Nullable V> getAsync(K key);

  /**
   * Stores the value for at most the given time, in place of what the cache's expiry policy says for creation or
   * update. A later access or update through the other methods follows the policy again.
   *
   * @param timeToLive a positive duration
   * @throws IllegalArgumentException if the time to live is zero or negative
   * @throws javax.cache.integration.CacheWriterException if write-through failed; the cache is then unchanged
   */
  void put(K key, V value, Duration timeToLive);

  /**
   * Stores the value on this member, and has the others drop what they have of the key, in place of sending them the value: for
   * large values that the others seldom read, or can load themselves. What tells the modes apart:
   *
   * <ul>
   *   <li>{@code REPLICATED} with {@code consistency = EVENTUAL}, where {@link #put} sends the value: the others hear of the key
   *       alone, a moment later. A read on them finds nothing then, or loads; later they may be sent the value all the same,
   *       when members compare what they have.
   *   <li>{@code INVALIDATION}: the same as {@link #put}, which sends the key alone there.
   *   <li>{@code LOCAL}, {@code PARTITIONED} and {@code REPLICATED} with {@code consistency = STRONG}: the same as {@link #put}, as
   *       there are no copies apart from the entry.
   * </ul>
   *
   * @throws javax.cache.integration.CacheWriterException if write-through failed; the cache is then unchanged
   */
  void putInvalidating(K key, V value);
}
