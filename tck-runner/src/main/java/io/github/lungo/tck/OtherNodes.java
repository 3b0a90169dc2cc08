// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster besides the one whose manager the TCK holds: managers of this JVM, each a member of its own. They have
 * every cache that the TCK creates, and so own their part of its entries. Thread-safe.
 */
final class OtherNodes implements AutoCloseable {
  private final int nodes;
  private final Rebalancing rebalancing;
  private final Function<Integer, CacheManager> starter;
  private final List<CacheManager> managers = new ArrayList<>();
  private boolean isClosed;

  /**
   * Creates the nodes, which start when the first cache is mirrored.
   *
   * @param nodes how many nodes there are, the TCK's own included
   * @param rebalancing says when a new cache has come to rest
   * @param starter returns the manager of the node with the given number, from 2 on
   */
  OtherNodes(int nodes, Rebalancing rebalancing, Function<Integer, CacheManager> starter) {
    this.nodes = nodes;
    this.rebalancing = rebalancing;
    this.starter = starter;
  }

  /**
   * Returns nodes that join a cluster. Each of them refuses to run before it sees those that were started before it.
   *
   * @param provider makes their managers; not the one that the TCK uses, as their URIs are none of its business
   */
  static OtherNodes of(
      CachingProvider provider,
      Rebalancing rebalancing,
      int nodes,
      String cluster,
      @Nullable ClassLoader loader) {
    return new OtherNodes(nodes, rebalancing, number -> {
      Properties properties = new Properties();
      properties.setProperty("lungo.cluster.name", cluster);
      properties.setProperty("lungo.cluster.minimumMembers", String.valueOf(number));
      return provider.getCacheManager(
          URI.create("tck:" + cluster + ":" + number), loader, properties);
    });
  }

  /**
   * Creates a cache on each node that is set up as the given one, but without its listeners and beans. Returns when every node
   * has its part of it. A cache that is local by its own setting stays where it is.
   */
  synchronized <K, V> void create(Cache<K, V> cache) {
    if (isClosed
        || nodes == 1
        || "LOCAL".equals(System.getProperty("lungo.caches." + cache.getName() + ".mode"))) {
      return;
    }
    rebalancing.forget(cache.getName());
    for (int number = managers.size() + 2; number <= nodes; number++) {
      managers.add(starter.apply(number));
    }
    MutableConfiguration<K, V> configuration = mirrored(cache);
    managers.forEach(manager -> manager.createCache(cache.getName(), configuration));
    rebalancing.awaitEnd(cache.getName());
  }

  @SuppressWarnings("unchecked") // a class literal has no type arguments
  private static <K, V> MutableConfiguration<K, V> mirrored(Cache<K, V> cache) {
    CompleteConfiguration<K, V> original = cache.getConfiguration(CompleteConfiguration.class);
    MutableConfiguration<K, V> copy = new MutableConfiguration<>(original);
    original
        .getCacheEntryListenerConfigurations()
        .forEach(copy::removeCacheEntryListenerConfiguration);
    return copy.setManagementEnabled(false).setStatisticsEnabled(false);
  }

  /** Takes a cache from each node that has it. */
  synchronized void destroy(String cacheName) {
    managers.forEach(manager -> manager.destroyCache(cacheName));
    rebalancing.forget(cacheName);
  }

  /** Ends the nodes. Idempotent. */
  @Override
  public synchronized void close() {
    isClosed = true;
    managers.forEach(CacheManager::close);
    managers.clear();
  }
}
