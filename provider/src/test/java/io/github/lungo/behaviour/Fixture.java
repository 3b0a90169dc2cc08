// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.io.Serializable;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.Factory;

/** A provider of its own with one manager, closed at the end of a test. */
final class Fixture implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  final LungoCachingProvider provider = new LungoCachingProvider();
  final CacheManager manager = provider.getCacheManager(
      URI.create("lungo:behaviour-" + NUMBER.incrementAndGet()), Fixture.class.getClassLoader());

  <K, V> LungoCache<K, V> cache(String name, Configuration<K, V> configuration) {
    return lungo(manager.createCache(name, configuration));
  }

  <K, V> LungoCache<K, V> cache(LungoConfigurationBuilder<K, V> builder) {
    return cache("beans", builder.build());
  }

  @SuppressWarnings("unchecked") // the cache's own type parameters
  static <K, V> LungoCache<K, V> lungo(javax.cache.Cache<K, V> cache) {
    return cache.unwrap(LungoCache.class);
  }

  /** A cache of strings that keeps the caller's objects. */
  static LungoConfigurationBuilder<String, String> strings() {
    return LungoConfiguration.builder(String.class, String.class);
  }

  /** Returns a factory of the very object. */
  static <T> Factory<T> always(T object) {
    return new Given<>(object);
  }

  private record Given<T>(T object) implements Factory<T>, Serializable {
    @Override
    public T create() {
      return object;
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
