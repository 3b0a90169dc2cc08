// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import io.github.lungo.benchmarks.provider.Foreign;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;

/**
 * A member of Hazelcast, with one synchronous backup. Its JCache has near caches for clients only, so whoever wants one calls
 * through a client that lives in the JVM of the member.
 */
final class HazelcastMember implements ClusterMember {
  private static final String CACHES = "com.hazelcast.cache.HazelcastCachingProvider";

  private final Object instance;
  private final CacheManager manager;

  private HazelcastMember(Object instance, CacheManager manager) {
    this.instance = instance;
    this.manager = manager;
  }

  /** Starts a member. */
  static ClusterMember plain(Place place) {
    Object instance = instance(place);
    return new HazelcastMember(
        instance, manager("com.hazelcast.cache.HazelcastMemberCachingProvider", instance));
  }

  /**
   * Starts a member, and a client that keeps copies of what it has read.
   *
   * @param most how many copies
   */
  static ClusterMember near(Place place, int most) {
    Object instance = instance(place);
    Object configuration = Foreign.make("com.hazelcast.client.config.ClientConfig");
    Foreign.call(configuration, "setClusterName", place.name());
    Foreign.call(configuration, "setProperty", "hazelcast.logging.type", "none");
    Foreign.call(Foreign.call(configuration, "getNetworkConfig"), "setAddresses", addresses(place));
    Object near = Foreign.make("com.hazelcast.config.NearCacheConfig", "*");
    Foreign.call(near, "setInMemoryFormat", "OBJECT"); // strings need no copies
    Foreign.call(near, "setEvictionConfig", bounded(most));
    Foreign.call(configuration, "addNearCacheConfig", near);
    Object client = Foreign.callStatic(
        "com.hazelcast.client.HazelcastClient", "newHazelcastClient", configuration);
    return new HazelcastMember(
        instance, manager("com.hazelcast.client.cache.HazelcastClientCachingProvider", client));
  }

  private static Object instance(Place place) {
    Object configuration = Foreign.make("com.hazelcast.config.Config");
    Foreign.call(configuration, "setClusterName", place.name());
    for (String property : List.of(
        "hazelcast.phone.home.enabled=false",
        "hazelcast.logging.type=none",
        "hazelcast.shutdownhook.enabled=false")) {
      String[] words = property.split("=", 2);
      Foreign.call(configuration, "setProperty", words[0], words[1]);
    }
    Object network = Foreign.call(configuration, "getNetworkConfig");
    Foreign.call(network, "setPort", place.port());
    Foreign.call(network, "setPortCount", Place.PORTS);
    Object interfaces = Foreign.call(network, "getInterfaces");
    Foreign.call(Foreign.call(interfaces, "setEnabled", true), "addInterface", Place.ADDRESS);
    Object join = Foreign.call(network, "getJoin");
    Foreign.call(Foreign.call(join, "getAutoDetectionConfig"), "setEnabled", false);
    Foreign.call(Foreign.call(join, "getMulticastConfig"), "setEnabled", false);
    Object tcp = Foreign.call(Foreign.call(join, "getTcpIpConfig"), "setEnabled", true);
    Foreign.call(tcp, "setMembers", addresses(place));
    return Foreign.callStatic(
        "com.hazelcast.core.Hazelcast", "newHazelcastInstance", configuration);
  }

  private static List<String> addresses(Place place) {
    var addresses = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      addresses.add(Place.ADDRESS + ":" + (place.port() + i));
    }
    return addresses;
  }

  private static CacheManager manager(String providerName, Object instance) {
    var properties =
        (Properties) Foreign.callStatic(CACHES, "propertiesByInstanceItself", instance);
    CachingProvider provider = Caching.getCachingProvider(providerName);
    return provider.getCacheManager(
        provider.getDefaultURI(), provider.getDefaultClassLoader(), properties);
  }

  private static Object bounded(int most) {
    Object eviction = Foreign.make("com.hazelcast.config.EvictionConfig");
    Foreign.call(
        eviction,
        "setMaxSizePolicy",
        Foreign.constant("com.hazelcast.config.MaxSizePolicy", "ENTRY_COUNT"));
    Foreign.call(eviction, "setSize", most);
    return eviction;
  }

  @Override
  @SuppressWarnings("unchecked") // it is made from a configuration of these types
  public Cache<String, String> create(
      String name, MutableConfiguration<String, String> configuration) {
    Object own = Foreign.make("com.hazelcast.config.CacheConfig", configuration);
    Foreign.call(own, "setBackupCount", 1);
    Foreign.call(own, "setEvictionConfig", bounded(Integer.MAX_VALUE)); // else 10,000 entries
    return manager.createCache(name, (Configuration<String, String>) own);
  }

  @Override
  public boolean isHere(Cache<String, String> cache, String key) {
    Object partition = Foreign.call(partitions(), "getPartition", key);
    return isLocal(partition);
  }

  private Object partitions() {
    return Foreign.call(instance, "getPartitionService");
  }

  private static boolean isLocal(Object partition) {
    Object owner = Foreign.call(partition, "getOwner");
    return (Boolean) Foreign.call(owner, "localMember");
  }

  @Override
  public boolean isComplete(Cache<String, String> cache, int members) {
    var all = (Collection<?>) Foreign.call(partitions(), "getPartitions");
    long own = all.stream().filter(HazelcastMember::isLocal).count();
    return own >= all.size() / members && (Boolean) Foreign.call(partitions(), "isClusterSafe");
  }

  @Override
  public void close() {
    manager.close();
    Foreign.call(instance, "shutdown");
  }
}
