// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.cluster.statistics.SharedFigures;
import io.github.lungo.event.EventDispatcher;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.management.CacheStatistics;
import io.github.lungo.management.Capacity;
import io.github.lungo.management.LoadFigures;
import io.github.lungo.operation.CacheEngine;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a cache is made of.
 *
 * @param traits what its entries are
 * @param types checks what comes from callers
 * @param engine holds the entries
 * @param events tells its listeners
 * @param statistics counts
 * @param loader calls the user's loader, or null if there is none
 * @param readsThrough whether a get of a missing key loads
 * @param executor runs the asynchronous work
 * @param gauges what management reads
 */
record CacheParts<K, V>(
    CacheTraits<K, V> traits,
    EntryTypes<K, V> types,
    CacheEngine<K, V> engine,
    EventDispatcher<K, V> events,
    CacheStatistics statistics,
    @Nullable ReadThrough<K, V> loader,
    boolean readsThrough,
    Executor executor,
    Gauges gauges) {

  /**
   * What management reads of a running cache.
   *
   * @param capacity how full the store is, and may become
   * @param loads what becomes of the loads
   * @param members the statistics of all members, or null if the cache is this process's alone
   */
  record Gauges(
      Capacity capacity, LoadFigures loads, @Nullable SharedFigures members) {}
}
