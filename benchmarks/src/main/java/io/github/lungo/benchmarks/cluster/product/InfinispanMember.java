// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import io.github.lungo.benchmarks.provider.Foreign;
import java.net.URI;
import java.util.Collection;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;

/** A member of an embedded Infinispan with its default marshaller, over the TCP stack that it ships. */
final class InfinispanMember implements ClusterMember {
  private final CacheManager manager;

  /**
   * Starts a member.
   *
   * @param mode of its caches, as Infinispan names it
   * @param processor the one object of a class that it may have to marshal beside strings
   */
  InfinispanMember(Place place, String mode, Object processor) {
    System.setProperty("jgroups.bind.address", Place.ADDRESS);
    System.setProperty("jgroups.bind.port", Integer.toString(place.port()));
    System.setProperty("jgroups.mcast_port", Integer.toString(place.port()));
    CachingProvider provider =
        Caching.getCachingProvider("org.infinispan.jcache.embedded.JCachingProvider");
    String type = "org.infinispan.jcache.embedded.JCacheManager";
    Consumer<Object> global = builder -> configure(builder, place.name(), processor);
    Function<String, Object> caches = name -> clustered(mode);
    var properties = new Properties();
    properties.put(Foreign.field(type, "GLOBAL_CONFIGURATION_CONSUMER"), global);
    properties.put(Foreign.field(type, "CACHE_CONFIGURATION_FUNCTION"), caches);
    manager = provider.getCacheManager(
        URI.create(place.name()), provider.getDefaultClassLoader(), properties);
  }

  private static void configure(Object global, String cluster, Object processor) {
    Object transport = Foreign.call(Foreign.call(global, "transport"), "defaultTransport");
    Foreign.call(transport, "clusterName", cluster);
    Foreign.call(
        transport, "addProperty", "configurationFile", "default-configs/default-jgroups-tcp.xml");
    Foreign.call(
        Foreign.call(global, "serialization"),
        "addContextInitializer",
        EmptyMessage.initializerFor(processor));
  }

  private static Object clustered(String mode) {
    Object builder = Foreign.make("org.infinispan.configuration.cache.ConfigurationBuilder");
    Object clustering = Foreign.call(builder, "clustering");
    Foreign.call(
        clustering,
        "cacheMode",
        Foreign.constant("org.infinispan.configuration.cache.CacheMode", mode));
    Foreign.call(Foreign.call(clustering, "hash"), "numOwners", 2);
    return Foreign.call(builder, "build");
  }

  @Override
  public Cache<String, String> create(
      String name, MutableConfiguration<String, String> configuration) {
    return manager.createCache(name, configuration);
  }

  @Override
  public boolean isHere(Cache<String, String> cache, String key) {
    Object topology = Foreign.call(distribution(cache), "getCacheTopology");
    return (Boolean) Foreign.call(topology, "isReadOwner", key);
  }

  @Override
  public boolean isComplete(Cache<String, String> cache, int members) {
    Object distribution = distribution(cache);
    Object topology = Foreign.call(distribution, "getCacheTopology");
    var actual = (Collection<?>) Foreign.call(topology, "getActualMembers");
    return actual.size() == members && !(Boolean) Foreign.call(distribution, "isRehashInProgress");
  }

  private static Object distribution(Cache<String, String> cache) {
    try {
      Object own = cache.unwrap(Class.forName("org.infinispan.AdvancedCache"));
      return Foreign.call(own, "getDistributionManager");
    } catch (ClassNotFoundException e) {
      throw new LinkageError("org.infinispan.AdvancedCache", e);
    }
  }

  @Override
  public void close() {
    manager.getCachingProvider().close();
  }
}
