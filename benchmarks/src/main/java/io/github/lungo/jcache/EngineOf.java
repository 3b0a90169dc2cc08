// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.operation.CacheEngine;
import javax.cache.Cache;

/** Leads from a cache to what holds its entries: users have no way to ask on which member an entry is. */
public final class EngineOf {
  private EngineOf() {}

  /** Returns the engine of one of Lungo's caches. */
  @SuppressWarnings("unchecked") // unwrapping keeps the types
  public static <K, V> CacheEngine<K, V> cache(Cache<K, V> cache) {
    return ((JCache<K, V>) cache.unwrap(JCache.class)).engine();
  }
}
