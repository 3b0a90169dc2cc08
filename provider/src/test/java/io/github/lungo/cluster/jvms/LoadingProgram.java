// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCache;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.jcache.EngineOf;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;

/** A program that is a member with a cache that reads through, each key kept by one member, until its input ends. */
public final class LoadingProgram {
  static final Duration PATIENCE = Duration.ofMillis(500);

  private LoadingProgram() {}

  /** Takes the cluster's name and port, and the member's place. */
  public static void main(String[] arguments) throws Exception {
    ClusterPlace place = new ClusterPlace(arguments[0], Integer.parseInt(arguments[1]));
    try (CacheManager manager = join(place, arguments[2], new AtomicInteger())) {
      System.out.println("joined");
      BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      while (orders.readLine() != null) {
        System.out.println(standing(manager));
      }
    }
  }

  /** Joins the cluster; callers wait no longer for others than the patience. */
  static CacheManager join(ClusterPlace place, String name, AtomicInteger loads) {
    Properties settings = place.settings();
    settings.setProperty("lungo.cluster.operationTimeout", PATIENCE.toMillis() + " ms");
    CacheManager manager = new LungoCachingProvider()
        .getCacheManager(
            URI.create("lungo:" + name), LoadingProgram.class.getClassLoader(), settings);
    manager.createCache(
        RunningMember.PARTITIONED,
        LungoConfiguration.builder(String.class, Long.class)
            .mode(CacheMode.PARTITIONED)
            .backups(0)
            .readThrough(() -> new Lengths(loads))
            .build());
    return manager;
  }

  @SuppressWarnings("unchecked") // no class object says what the types of keys and values are
  static LungoCache<String, Long> cache(CacheManager manager) {
    return manager
        .getCache(RunningMember.PARTITIONED, String.class, Long.class)
        .unwrap(LungoCache.class);
  }

  static CacheStanding standing(CacheManager manager) {
    return CacheStanding.of(kept(manager));
  }

  static KeptHere<String, Long> kept(CacheManager manager) {
    return KeptHere.by(EngineOf.cache(cache(manager)));
  }

  /** Loads the length of a key. */
  private record Lengths(AtomicInteger loads) implements CacheLoader<String, Long> {

    @Override
    public Long load(String key) {
      loads.incrementAndGet();
      return (long) key.length();
    }

    @Override
    public Map<String, Long> loadAll(Iterable<? extends String> keys) {
      Map<String, Long> values = new HashMap<>();
      keys.forEach(key -> values.put(key, load(key)));
      return values;
    }
  }
}
