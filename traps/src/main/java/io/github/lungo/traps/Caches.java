// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The caches of a test: each with a name of its own in the default manager, destroyed after the test. Managers of their
 * own have the default URI, which every provider knows, and a class loader of their own. Confined to its test.
 */
final class Caches implements AfterEachCallback {
  private static final AtomicInteger LAST = new AtomicInteger();

  private final Deque<String> created = new ArrayDeque<>();
  private final Deque<CacheManager> managers = new ArrayDeque<>();

  static CachingProvider provider() {
    return Caching.getCachingProvider();
  }

  static CacheManager manager() {
    return provider().getCacheManager();
  }

  /** Returns a name that no cache has. */
  static String freshName() {
    return "trap-" + LAST.incrementAndGet();
  }

  /** Returns the configuration that most tests start from: strings to strings, by value, nothing else. */
  static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  /** Starts the description of a cache of strings. */
  Setup with() {
    return new Setup(this);
  }

  <K, V> Cache<K, V> create(Configuration<K, V> configuration) {
    return create(freshName(), configuration);
  }

  <K, V> Cache<K, V> create(String name, Configuration<K, V> configuration) {
    Cache<K, V> cache = manager().createCache(name, configuration);
    created.push(name);
    return cache;
  }

  /** Returns a manager of its own, closed after the test. */
  CacheManager freshManager() {
    return manager(freshLoader(), new Properties());
  }

  CacheManager manager(ClassLoader loader, Properties properties) {
    CacheManager manager =
        provider().getCacheManager(provider().getDefaultURI(), loader, properties);
    managers.push(manager);
    return manager;
  }

  static ClassLoader freshLoader() {
    return new URLClassLoader(new URL[0], Caches.class.getClassLoader());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().filter(Hang.class::isInstance).isPresent()) {
      return; // what hung may hold what destroying needs
    }
    managers.forEach(CacheManager::close);
    created.forEach(manager()::destroyCache);
  }
}
