// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.examples.demo.table.CharacterRow;
import io.github.lungo.examples.demo.table.NumberTable;
import java.lang.management.ManagementFactory;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.spi.CachingProvider;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Lungo's caches as a member of a cluster. All that makes them clustered are properties: the same caches without them are
 * local. Confined to one thread.
 */
final class ClusteredCaches implements NodeCaches {
  private static final String PROVIDER = "io.github.lungo.LungoCachingProvider";
  private static final String CHARACTERS = "characters";

  private final CacheManager manager;
  private final boolean areNearCopies;

  private ClusteredCaches(CacheManager manager, boolean areNearCopies) {
    this.manager = manager;
    this.areNearCopies = areNearCopies;
  }

  /**
   * Returns the caches of a member. The first cache joins the cluster.
   *
   * @param mode the mode's name, as in {@code PARTITIONED}
   * @param members how many there must be, this one included, for the start to succeed
   */
  static ClusteredCaches of(String cluster, String mode, String members) {
    Properties settings = new Properties();
    settings.setProperty("lungo.cluster.name", cluster);
    settings.setProperty("lungo.caches.default.mode", mode);
    settings.setProperty("lungo.cluster.allow", Increment.class.getName());
    settings.setProperty("lungo.cluster.minimumMembers", members);
    settings.setProperty("lungo.cluster.startTimeout", "60s"); // for machines with much else to do
    CachingProvider provider = Caching.getCachingProvider(PROVIDER);
    return new ClusteredCaches(
        provider.getCacheManager(null, ClusteredCaches.class.getClassLoader(), settings),
        mode.equals(CacheMode.INVALIDATION.name()));
  }

  @Override
  public Cache<Integer, CharacterRow> characters(
      CacheLoader<Integer, CharacterRow> loader, CacheWriter<Integer, CharacterRow> writer) {
    return manager.createCache(
        CHARACTERS,
        LungoConfiguration.builder(Integer.class, CharacterRow.class)
            .readThrough(() -> loader)
            .writeThrough(() -> writer)
            .management(true)
            .build());
  }

  @Override
  public Cache<String, Long> numbers(NumberTable table) {
    LungoConfigurationBuilder<String, Long> configuration =
        LungoConfiguration.builder(String.class, Long.class);
    if (areNearCopies) {
      configuration.readThrough(() -> table).writeThrough(() -> table);
    }
    return manager.createCache("numbers", configuration.build());
  }

  @Override
  public long rowsHeld() {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName pattern =
          new ObjectName("javax.cache:type=CacheConfiguration,Cache=" + CHARACTERS + ",*");
      ObjectName bean = beans.queryNames(pattern, null).iterator().next();
      return (Long) beans.getAttribute(bean, "EstimatedSize");
    } catch (JMException e) {
      throw new IllegalStateException("the cache's bean does not answer", e);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
