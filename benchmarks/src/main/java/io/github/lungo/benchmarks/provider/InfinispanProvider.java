// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.provider;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Infinispan in one process. Its default marshaller would need a generated one for each class, so values are marshalled by
 * Java serialization.
 */
final class InfinispanProvider implements Provider {
  private final Map<String, Long> bounds = new ConcurrentHashMap<>();
  private final CacheManager manager;

  InfinispanProvider() {
    CachingProvider provider =
        Caching.getCachingProvider("org.infinispan.jcache.embedded.JCachingProvider");
    String type = "org.infinispan.jcache.embedded.JCacheManager";
    Consumer<Object> global = InfinispanProvider::allowSerialization;
    Function<String, @Nullable Object> bounding = this::bounded;
    var properties = new Properties();
    properties.put(Foreign.field(type, "GLOBAL_CONFIGURATION_CONSUMER"), global);
    properties.put(Foreign.field(type, "CACHE_CONFIGURATION_FUNCTION"), bounding);
    manager = provider.getCacheManager(
        provider.getDefaultURI(), provider.getDefaultClassLoader(), properties);
  }

  private static void allowSerialization(Object global) {
    Object serialization = Foreign.call(global, "serialization");
    Foreign.call(
        serialization,
        "marshaller",
        Foreign.make("org.infinispan.commons.marshall.JavaSerializationMarshaller"));
    Foreign.call(Foreign.call(serialization, "allowList"), "addRegexp", ".*");
  }

  private @Nullable Object bounded(String name) {
    Long bound = bounds.get(name);
    if (bound == null) {
      return null;
    }
    Object builder = Foreign.make("org.infinispan.configuration.cache.ConfigurationBuilder");
    Foreign.call(Foreign.call(builder, "memory"), "maxCount", bound);
    return Foreign.call(builder, "build");
  }

  @Override
  public CacheManager manager() {
    return manager;
  }

  @Override
  public <K, V> Cache<K, V> create(
      String name, MutableConfiguration<K, V> configuration, OptionalLong bound) {
    bound.ifPresent(entries -> bounds.put(name, entries));
    return manager.createCache(name, configuration);
  }
}
