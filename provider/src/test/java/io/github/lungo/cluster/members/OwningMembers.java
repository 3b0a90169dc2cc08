// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.jvms.ClusterPlace;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;

/**
 * Members of a cluster in this JVM, each with a cache {@code c} whose entries they keep together. All but the first know of the
 * first only. Not thread-safe.
 */
final class OwningMembers implements AutoCloseable {
  final Database database = new Database();
  private final ClusterPlace place = ClusterPlace.fresh();
  private final List<CacheManager> managers = new ArrayList<>();
  private final List<Cache<String, Long>> caches = new ArrayList<>();
  private final CacheMode mode;
  private final UnaryOperator<LungoConfigurationBuilder<String, Long>> settings;

  private OwningMembers(
      CacheMode mode, UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    this.mode = mode;
    this.settings = settings;
  }

  /** Returns members whose caches read their database through. */
  static OwningMembers reading(
      CacheMode mode, int number, UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    OwningMembers[] self = new OwningMembers[1];
    self[0] = new OwningMembers(
        mode, builder -> settings.apply(builder).readThrough(self[0].database::loader));
    for (int i = 0; i < number; i++) {
      var unused = self[0].join();
    }
    return self[0];
  }

  /** Lets another member join, and returns its cache. */
  Cache<String, Long> join() {
    Properties properties = place.settings();
    properties.setProperty("lungo.cluster.hosts", "127.0.0.1:" + place.port());
    properties.setProperty("lungo.caches.default.mode", mode.name());
    CacheManager manager = new LungoCachingProvider()
        .getCacheManager(
            URI.create("lungo:o" + managers.size()),
            OwningMembers.class.getClassLoader(),
            properties);
    managers.add(manager);
    Cache<String, Long> cache = manager.createCache(
        "c",
        settings
            .apply(LungoConfiguration.builder(String.class, Long.class).mode(mode))
            .build());
    caches.add(cache);
    return cache;
  }

  /** Creates another cache on a member, of long texts. */
  Cache<String, String> createTexts(int member) {
    return managers
        .get(member)
        .createCache(
            "texts",
            LungoConfiguration.builder(String.class, String.class).mode(mode).build());
  }

  /** Creates another cache on each member, as the standard API describes it, and returns that of the last. */
  Cache<String, Long> createStandard(Configuration<String, Long> configuration) {
    return managers.stream()
        .map(manager -> manager.createCache("standard", configuration))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  Cache<String, Long> cache(int member) {
    return caches.get(member);
  }

  List<Cache<String, Long>> caches() {
    return caches;
  }

  @Override
  public void close() {
    managers.forEach(CacheManager::close);
  }
}
