// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the user's {@link CacheLoader}. Thread-safe as far as the loader is.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class ReadThrough<K, V> {
  private final String cacheName;
  private final CacheLoader<K, V> loader;

  /** Creates the caller of a loader. */
  public ReadThrough(String cacheName, CacheLoader<K, V> loader) {
    this.cacheName = cacheName;
    this.loader = loader;
  }

  /** Returns the loader's value, or null if it has none. What the loader throws comes out unchanged. */
  public @Nullable V load(K key) {
    return loader.load(key);
  }

  /**
   * Returns the loader's values of the keys asked for. Null keys and values, and keys that nobody asked for, are left out.
   *
   * @throws CacheLoaderException if the loader returns null in place of a map
   */
  public Map<K, V> loadAll(Set<K> keys) {
    @Nullable
    Map<? extends @Nullable K, ? extends @Nullable V> loaded =
        loader.loadAll(Collections.unmodifiableSet(keys));
    if (loaded == null) {
      throw new CacheLoaderException("cache '" + cacheName + "': loadAll of "
          + loader.getClass().getName() + " returned null instead of a map");
    }
    Map<K, V> values = new HashMap<>();
    loaded.forEach((key, value) -> {
      if (key != null && value != null && keys.contains(key)) {
        values.put(key, value);
      }
    });
    return values;
  }
}
