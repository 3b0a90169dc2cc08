// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;

/** A JCache provider that is compared, with its own way to bound a cache. */
public interface Provider extends AutoCloseable {
  /** Returns the manager of caches without bound. */
  CacheManager manager();

  /**
   * Makes a cache.
   *
   * @param bound how many entries it may hold at most, empty for any number
   * @throws UnsupportedOperationException if the provider cannot bound it
   */
  <K, V> Cache<K, V> create(
      String name, MutableConfiguration<K, V> configuration, OptionalLong bound);

  @Override
  default void close() {
    manager().getCachingProvider().close();
  }
}
