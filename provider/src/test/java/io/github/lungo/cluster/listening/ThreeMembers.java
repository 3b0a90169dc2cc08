// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.listening;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.jvms.ClusterPlace;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** Three members of a cluster of their own, and threads that call their caches. Thread-safe. */
final class ThreeMembers implements AutoCloseable {
  static final int A = 0;
  static final int B = 1;
  static final int C = 2;

  /** So many keys that each member is the primary of some, in all likelihood. */
  static final List<String> KEYS = IntStream.range(0, 24).mapToObj(n -> "k" + n).toList();

  private final List<CacheManager> managers = new ArrayList<>();
  private final LungoCachingProvider provider = new LungoCachingProvider();
  private final ClusterPlace place = ClusterPlace.fresh();
  final ExecutorService callers = Executors.newCachedThreadPool();

  /** Joins one member after the other. */
  ThreeMembers() {
    Properties settings = place.settings();
    settings.setProperty("lungo.cluster.hosts", "127.0.0.1:" + place.port());
    for (int i = 0; i < 3; i++) {
      managers.add(provider.getCacheManager(
          URI.create("lungo:listening-" + i), ThreeMembers.class.getClassLoader(), settings));
    }
    create("first", member -> plain(CacheMode.REPLICATED));
  }

  CacheManager manager(int member) {
    return managers.get(member);
  }

  /** Returns a configuration that no listener is in. */
  static LungoConfigurationBuilder<String, Integer> plain(CacheMode mode) {
    return LungoConfiguration.builder(String.class, Integer.class).mode(mode);
  }

  /** Creates a cache on all members. */
  List<Cache<String, Integer>> create(
      String name, IntFunction<LungoConfigurationBuilder<String, Integer>> ofMember) {
    List<Cache<String, Integer>> caches = new ArrayList<>();
    for (int i = 0; i < managers.size(); i++) {
      caches.add(managers.get(i).createCache(name, ofMember.apply(i).build()));
    }
    return caches;
  }

  @Override
  public void close() {
    provider.close();
    callers.shutdownNow();
  }
}
