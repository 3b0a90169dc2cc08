// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.jcache.EngineOf;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** A member of a test's cluster in this JVM, with a partitioned and a replicated cache. Thread-safe. */
final class RunningMember implements AutoCloseable {
  static final String PARTITIONED = "partitioned";
  static final String REPLICATED = "replicated";
  static final List<String> CACHES = List.of(PARTITIONED, REPLICATED);

  private final CacheManager manager;

  private RunningMember(CacheManager manager) {
    this.manager = manager;
  }

  /** Joins the cluster with both caches. */
  static <V> RunningMember join(ClusterPlace place, String name, Class<V> valueType) {
    CacheManager manager = new LungoCachingProvider()
        .getCacheManager(
            URI.create("lungo:" + name), RunningMember.class.getClassLoader(), place.settings());
    RunningMember member = new RunningMember(manager);
    try {
      manager.createCache(
          PARTITIONED,
          LungoConfiguration.builder(String.class, valueType)
              .mode(CacheMode.PARTITIONED)
              .backups(1)
              .build());
      manager.createCache(
          REPLICATED,
          LungoConfiguration.builder(String.class, valueType)
              .mode(CacheMode.REPLICATED)
              .build());
      return member;
    } catch (RuntimeException failure) {
      member.close();
      throw failure;
    }
  }

  /** Returns both caches, as {@link #CACHES} has them. */
  <V> List<Cache<String, V>> caches(Class<V> valueType) {
    List<Cache<String, V>> caches = new ArrayList<>();
    for (String name : CACHES) {
      caches.add(manager.getCache(name, String.class, valueType));
    }
    return caches;
  }

  /** Returns another cache, which is made now, in mode INVALIDATION. */
  <V> Cache<String, V> invalidated(Class<V> valueType) {
    return manager.createCache(
        "invalidated",
        LungoConfiguration.builder(String.class, valueType)
            .mode(CacheMode.INVALIDATION)
            .build());
  }

  /** Returns what this member knows and keeps of a cache. */
  KeptHere<String, Object> kept(String cache) {
    return KeptHere.by(EngineOf.cache(manager.getCache(cache)));
  }

  /** Returns what this member knows of the redundancy of a cache. */
  CacheStanding standing(String cache) {
    return CacheStanding.of(kept(cache));
  }

  /** Leaves the cluster. */
  @Override
  public void close() {
    manager.close();
  }
}
