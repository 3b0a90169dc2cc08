// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

import io.github.lungo.CacheMode;
import io.github.lungo.Consistency;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.replication.OwnersHere;
import io.github.lungo.jcache.EngineOf;
import java.net.URI;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;

/** A member of Lungo's cluster: its defaults, but for the ports, the mode and the class of its processor. */
final class LungoMember implements ClusterMember {
  private final CacheManager manager;
  private final CacheMode mode;
  private final Consistency consistency;

  LungoMember(Place place, CacheMode mode, Consistency consistency) {
    this.mode = mode;
    this.consistency = consistency;
    var settings = new Properties();
    settings.setProperty("lungo.cluster.name", place.name());
    settings.setProperty("lungo.cluster.bindPort", Integer.toString(place.port()));
    settings.setProperty("lungo.cluster.multicastPort", Integer.toString(place.port()));
    settings.setProperty("lungo.cluster.allow", SetValue.class.getName());
    CachingProvider provider = Caching.getCachingProvider("io.github.lungo.LungoCachingProvider");
    manager = provider.getCacheManager(
        URI.create("lungo:" + place.name()), provider.getDefaultClassLoader(), settings);
  }

  @Override
  public Cache<String, String> create(
      String name, MutableConfiguration<String, String> configuration) {
    return manager.createCache(
        name,
        LungoConfiguration.copyOf(configuration).toBuilder()
            .mode(mode)
            .consistency(consistency)
            .build());
  }

  private boolean hasOwners() {
    return mode == CacheMode.PARTITIONED
        || (mode == CacheMode.REPLICATED && consistency == Consistency.STRONG);
  }

  @Override
  public boolean isHere(Cache<String, String> cache, String key) {
    return !hasOwners() || OwnersHere.of(EngineOf.cache(cache)).isHere(key);
  }

  @Override
  public boolean isComplete(Cache<String, String> cache, int members) {
    if (!hasOwners()) {
      return true; // an eventual one has everything when it has been created
    }
    return OwnersHere.of(EngineOf.cache(cache)).isComplete(members);
  }

  @Override
  public void close() {
    manager.getCachingProvider().close();
  }
}
