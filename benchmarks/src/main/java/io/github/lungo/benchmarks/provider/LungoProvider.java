// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import io.github.lungo.LungoConfiguration;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/** Lungo, bounded by its {@code maximumSize}. */
final class LungoProvider implements Provider {
  private final CacheManager manager =
      Caching.getCachingProvider("io.github.lungo.LungoCachingProvider").getCacheManager();

  @Override
  public CacheManager manager() {
    return manager;
  }

  @Override
  public <K, V> Cache<K, V> create(
      String name, MutableConfiguration<K, V> configuration, OptionalLong bound) {
    Configuration<K, V> bounded = bound.isEmpty()
        ? configuration
        : LungoConfiguration.copyOf(configuration).toBuilder()
            .maximumSize(bound.getAsLong())
            .build();
    return manager.createCache(name, bounded);
  }
}
