// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** A tested manager, of which the other nodes of its cluster have all caches too. Thread-safe. */
final class MirroringManager implements CacheManager {
  private final MirroringProvider provider;
  private final CacheManager tested;
  private final Properties properties;
  private final OtherNodes others;
  private final Map<Cache<?, ?>, Cache<?, ?>> caches = new ConcurrentHashMap<>();

  /**
   * Creates the manager.
   *
   * @param properties what it was asked for with, without what keeps its cluster apart
   */
  MirroringManager(
      MirroringProvider provider, CacheManager tested, Properties properties, OtherNodes others) {
    this.provider = provider;
    this.tested = tested;
    this.properties = properties;
    this.others = others;
  }

  /** The TCK's own node is the first to create the cache, so that it says what is wrong with a configuration. */
  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    Cache<K, V> cache = tested.createCache(cacheName, configuration);
    try {
      others.create(cache);
    } catch (Throwable failure) {
      cache.close();
      others.destroy(cacheName);
      throw failure;
    }
    return mirrored(cache);
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    Cache<K, V> cache = tested.getCache(cacheName, keyType, valueType);
    return cache == null ? null : mirrored(cache);
  }

  @Override
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    Cache<K, V> cache = tested.getCache(cacheName);
    return cache == null ? null : mirrored(cache);
  }

  /** Returns the same object for the same cache. */
  @SuppressWarnings("unchecked") // each cache is mapped to one of its types
  private <K, V> Cache<K, V> mirrored(Cache<K, V> cache) {
    return (Cache<K, V>)
        caches.computeIfAbsent(cache, fresh -> MirroredCache.of(fresh, this, () -> closed(fresh)));
  }

  private void closed(Cache<?, ?> cache) {
    others.destroy(cache.getName());
    caches.remove(cache);
  }

  @Override
  public Iterable<String> getCacheNames() {
    return tested.getCacheNames();
  }

  @Override
  public void destroyCache(String cacheName) {
    tested.destroyCache(cacheName);
    others.destroy(cacheName);
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    tested.enableManagement(cacheName, enabled);
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    tested.enableStatistics(cacheName, enabled);
  }

  @Override
  public void close() {
    tested.close();
    provider.closeOtherNodes();
  }

  void closeOtherNodes() {
    others.close();
  }

  @Override
  public boolean isClosed() {
    return tested.isClosed();
  }

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return tested.getURI();
  }

  @Override
  public @Nullable ClassLoader getClassLoader() {
    return tested.getClassLoader();
  }

  @Override
  public Properties getProperties() {
    return (Properties) properties.clone();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return type == MirroringManager.class ? type.cast(this) : tested.unwrap(type);
  }
}
