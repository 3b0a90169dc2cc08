// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import static java.util.Objects.requireNonNull;

import io.github.lungo.config.LungoSettings;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** The caches of one URI and class loader. No lock is held while a cache is made, used or closed. Thread-safe. */
final class JCacheManager implements CacheManager {
  private final ConcurrentHashMap<String, JCache<?, ?>> caches = new ConcurrentHashMap<>();
  private final Set<String> reservedNames = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private final Identity identity;
  private final LungoSettings settings;
  private final SharedResources resources;
  private final Consumer<CacheManager> atClose;

  JCacheManager(
      Identity identity,
      LungoSettings settings,
      SharedResources resources,
      Consumer<CacheManager> atClose) {
    this.identity = identity;
    this.settings = settings;
    this.resources = resources;
    this.atClose = atClose;
  }

  SharedResources resources() {
    return resources;
  }

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    requireOpen();
    requireNonNull(cacheName, "cacheName is null");
    requireNonNull(configuration, "configuration is null");
    if (caches.containsKey(cacheName) || !reservedNames.add(cacheName)) {
      throw new CacheException("cache '" + cacheName + "' exists already in " + this);
    }
    try {
      if (caches.containsKey(cacheName)) {
        throw new CacheException("cache '" + cacheName + "' exists already in " + this);
      }
      JCache<K, V> cache = new CacheAssembly<>(
              cacheName, settings.<K, V>resolve(cacheName, configuration), this)
          .assemble();
      caches.put(cacheName, cache);
      if (isClosed()) {
        cache.close();
        requireOpen();
      }
      return cache;
    } finally {
      reservedNames.remove(cacheName);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the types were compared
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    requireOpen();
    requireNonNull(keyType, "keyType is null");
    requireNonNull(valueType, "valueType is null");
    JCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName is null"));
    if (cache == null) {
      return null;
    }
    Configuration<?, ?> configuration = cache.lifecycle().configuration();
    requireType(cacheName, "keys", configuration.getKeyType(), keyType);
    requireType(cacheName, "values", configuration.getValueType(), valueType);
    return (Cache<K, V>) cache;
  }

  private static void requireType(
      String cacheName, String what, Class<?> declared, Class<?> asked) {
    if (declared != asked) {
      throw new ClassCastException("cache '" + cacheName + "' was created with " + what
          + " of type " + declared.getName() + ", not " + asked.getName());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the caller takes that upon itself
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    requireOpen();
    return (Cache<K, V>) caches.get(requireNonNull(cacheName, "cacheName is null"));
  }

  /** Returns the names of the caches at this moment, sorted. */
  @Override
  public Iterable<String> getCacheNames() {
    requireOpen();
    return Collections.unmodifiableSet(new TreeSet<>(caches.keySet()));
  }

  @Override
  public void destroyCache(String cacheName) {
    requireOpen();
    JCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName is null"));
    if (cache != null) {
      cache.close();
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    requireOpen();
    JCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName is null"));
    if (cache != null) {
      cache.lifecycle().enableManagement(enabled);
    }
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    requireOpen();
    JCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName is null"));
    if (cache != null) {
      cache.lifecycle().enableStatistics(enabled);
    }
  }

  /** Takes a cache out that is closing. */
  void forget(String cacheName, CacheLifecycle<?, ?> lifecycle) {
    caches.computeIfPresent(
        cacheName, (name, cache) -> cache.lifecycle() == lifecycle ? null : cache);
  }

  @Override
  public void close() {
    if (!isClosed.compareAndSet(false, true)) {
      return;
    }
    atClose.accept(this);
    List.copyOf(caches.values()).forEach(Cache::close);
    resources.close();
  }

  @Override
  public boolean isClosed() {
    return isClosed.get();
  }

  @Override
  public CachingProvider getCachingProvider() {
    return identity.provider();
  }

  @Override
  public URI getURI() {
    return identity.uri();
  }

  @Override
  public @Nullable ClassLoader getClassLoader() {
    return identity.loader();
  }

  @Override
  public Properties getProperties() {
    return identity.properties();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException(this + " cannot be unwrapped as " + type.getName());
  }

  @Override
  public String toString() {
    return "cache manager '" + identity.uri() + "'";
  }

  private void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException(this + " is closed");
    }
  }
}
