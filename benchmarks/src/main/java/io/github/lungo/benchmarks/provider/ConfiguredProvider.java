// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import java.util.OptionalLong;
import java.util.function.BiFunction;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;

/** A provider whose own type of configuration can say the bound. */
final class ConfiguredProvider implements Provider {
  private final CacheManager manager;
  private final BiFunction<MutableConfiguration<?, ?>, OptionalLong, Object> bounding;

  /**
   * Starts the provider.
   *
   * @param bounding makes the provider's own configuration from what JCache can say and the bound
   */
  ConfiguredProvider(
      String className, BiFunction<MutableConfiguration<?, ?>, OptionalLong, Object> bounding) {
    manager = Caching.getCachingProvider(className).getCacheManager();
    this.bounding = bounding;
  }

  @Override
  public CacheManager manager() {
    return manager;
  }

  @Override
  @SuppressWarnings("unchecked") // it is made from a configuration of these types
  public <K, V> Cache<K, V> create(
      String name, MutableConfiguration<K, V> configuration, OptionalLong bound) {
    return manager.createCache(name, (Configuration<K, V>) bounding.apply(configuration, bound));
  }

  /** Returns Caffeine's provider, with its own defaults: what it evicts and expires runs in the common pool. */
  static Provider caffeine() {
    return new ConfiguredProvider(
        "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider",
        (configuration, bound) -> {
          Object own = Foreign.make(
              "com.github.benmanes.caffeine.jcache.configuration.CaffeineConfiguration",
              configuration);
          Foreign.call(own, "setMaximumSize", bound);
          return own;
        });
  }

  /** Returns the reference implementation. */
  static Provider ri() {
    return new ConfiguredProvider("org.jsr107.ri.spi.RICachingProvider", (configuration, bound) -> {
      if (bound.isPresent()) {
        throw new UnsupportedOperationException("it cannot be bounded");
      }
      return configuration;
    });
  }

  /** Returns cache2k; without a capacity it would bound itself to some thousand entries. */
  static Provider cache2k() {
    return new ConfiguredProvider(
        "org.cache2k.jcache.provider.JCacheProvider", ConfiguredProvider::cache2k);
  }

  private static <K, V> Object cache2k(
      MutableConfiguration<K, V> configuration, OptionalLong bound) {
    Object builder = Foreign.callStatic(
        "org.cache2k.Cache2kBuilder",
        "of",
        configuration.getKeyType(),
        configuration.getValueType());
    Foreign.call(builder, "sharpExpiry", true); // as it is without its own configuration
    Foreign.call(builder, "entryCapacity", bound.orElse(Long.MAX_VALUE)); // which is no bound
    @SuppressWarnings("unchecked") // of the types above
    var own = (MutableConfiguration<K, V>)
        Foreign.callStatic("org.cache2k.jcache.ExtendedMutableConfiguration", "of", builder);
    Object section = Foreign.make("org.cache2k.jcache.JCacheConfig");
    Foreign.call(section, "setCopyAlwaysIfRequested", true); // else by value is taken for a hint
    Foreign.call(
        Foreign.call(Foreign.call(own, "getCache2kConfiguration"), "getSections"), "add", section);
    own.setTypes(configuration.getKeyType(), configuration.getValueType());
    own.setStoreByValue(configuration.isStoreByValue());
    own.setStatisticsEnabled(configuration.isStatisticsEnabled());
    own.setExpiryPolicyFactory(configuration.getExpiryPolicyFactory());
    own.setReadThrough(configuration.isReadThrough());
    own.setCacheLoaderFactory(configuration.getCacheLoaderFactory());
    configuration
        .getCacheEntryListenerConfigurations()
        .forEach(own::addCacheEntryListenerConfiguration);
    return own;
  }

  /** Returns a member of Hazelcast that joins nobody, in its default format. */
  static Provider hazelcast() {
    return new ConfiguredProvider(
        "com.hazelcast.cache.HazelcastMemberCachingProvider", (configuration, bound) -> {
          Object own = Foreign.make("com.hazelcast.config.CacheConfig", configuration);
          Object eviction = Foreign.make("com.hazelcast.config.EvictionConfig");
          Foreign.call(
              eviction,
              "setMaxSizePolicy",
              Foreign.constant("com.hazelcast.config.MaxSizePolicy", "ENTRY_COUNT"));
          Foreign.call(eviction, "setSize", (int) bound.orElse(Integer.MAX_VALUE));
          Foreign.call(own, "setEvictionConfig", eviction);
          Foreign.call(own, "setBackupCount", 0);
          return own;
        });
  }
}
