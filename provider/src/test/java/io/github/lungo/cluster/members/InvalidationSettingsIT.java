// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.lungo.CacheMode;
import io.github.lungo.Consistency;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.cluster.jvms.ClusterPlace;
import io.github.lungo.cluster.jvms.Waiting;
import io.github.lungo.testing.RecordingListener;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a cache in mode INVALIDATION is, on each member, what its settings say. */
@Timeout(120)
final class InvalidationSettingsIT {
  private static final Duration SOON = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(20);

  private static long size(Cache<?, ?> cache) {
    return StreamSupport.stream(cache.spliterator(), false).count();
  }

  @Test
  void maximumSize_boundsEachMember() {
    try (InvalidatedMembers members =
        InvalidatedMembers.of(2, builder -> builder.maximumSize(10))) {
      for (long i = 0; i < 100; i++) {
        members.cache(0).put("a" + i, i);
        members.cache(1).put("b" + i, i);
      }

      Waiting.until(LONG, () -> size(members.cache(0)) <= 10, () -> size(members.cache(0)) + "");
      assertThat(size(members.cache(1))).isBetween(1L, 10L);
    }
  }

  @Test
  void maximumWeight_boundsEachMember() {
    try (InvalidatedMembers members = InvalidatedMembers.of(
        2, builder -> builder.maximumWeight(100).weigher((key, value) -> 10))) {
      for (long i = 0; i < 100; i++) {
        members.cache(0).put("k" + i, i);
      }

      Waiting.until(LONG, () -> size(members.cache(0)) <= 10, () -> size(members.cache(0)) + "");
      assertThat(size(members.cache(0))).isPositive();
    }
  }

  @Test
  void expiry_isEachMembersOwn() {
    try (InvalidatedMembers members = InvalidatedMembers.of(
        2,
        builder -> builder
            .createdExpiry(Duration.ofMillis(300))
            .readThrough(() -> new Database().loader()))) {
      RecordingListener<String, Long> heard = new RecordingListener<>();
      members.cache(1).registerCacheEntryListener(heard.registration(false, false));
      members.cache(0).put("k", 1L);
      assertThat(members.cache(0).containsKey("k")).isTrue();
      members.cache(1).put("l", 2L);

      List<String> expired = new ArrayList<>();
      Waiting.until(
          LONG,
          () -> {
            heard.take().stream()
                .filter(event -> event.startsWith("EXPIRED"))
                .forEach(expired::add);
            return !members.cache(0).containsKey("k") && !expired.isEmpty();
          },
          () -> "k is still there, or l");

      assertThat(members.cache(0).get("k")).isNull();
      assertThat(expired).singleElement(STRING).startsWith("EXPIRED l=");
    }
  }

  @Test
  void statistics_countOnTheMemberOfTheCall() throws Exception {
    try (InvalidatedMembers members = InvalidatedMembers.reading(2)) {
      members.database.rows.put("k", 1L);
      assertThat(members.cache(0).get("k")).isEqualTo(1L);
      assertThat(members.cache(0).get("k")).isEqualTo(1L);
      assertThat(members.cache(1).get("k")).isEqualTo(1L);
      members.cache(1).put("k", 2L);

      assertThat(statistic(members.cache(0), "CacheHits")).isEqualTo(1L);
      assertThat(statistic(members.cache(0), "CacheMisses")).isEqualTo(1L);
      assertThat(statistic(members.cache(0), "CachePuts")).isEqualTo(0L);
      assertThat(statistic(members.cache(1), "CacheHits")).isEqualTo(0L);
      assertThat(statistic(members.cache(1), "CacheMisses")).isEqualTo(1L);
      assertThat(statistic(members.cache(1), "CachePuts")).isEqualTo(1L);
    }
  }

  private static Object statistic(Cache<?, ?> cache, String name) throws Exception {
    String manager = cache.getCacheManager().getURI().toString().replaceAll("[,:=\n]", ".");
    ObjectName bean = new ObjectName(
        "javax.cache:type=CacheStatistics,CacheManager=" + manager + ",Cache=" + cache.getName());
    return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
  }

  @Test
  void storeByValue_isACopy() {
    try (Managers managers = new Managers()) {
      Cache<String, List<String>> first = managers.lists();
      Cache<String, List<String>> second = managers.lists();
      List<String> mine = new ArrayList<>(List.of("a"));
      first.put("k", mine);
      mine.add("b");

      assertThat(first.get("k")).containsExactly("a");
      first.get("k").add("c");
      assertThat(first.get("k")).containsExactly("a");
      assertThat(second.get("k")).isNull();
    }
  }

  /** Managers of the same cluster. */
  private static final class Managers implements AutoCloseable {
    private final ClusterPlace place = ClusterPlace.fresh();
    private final List<CacheManager> all = new ArrayList<>();

    CacheManager next(Consumer<Properties> more) {
      Properties settings = place.settings();
      more.accept(settings);
      CacheManager manager = new io.github.lungo.LungoCachingProvider()
          .getCacheManager(
              URI.create("lungo:s" + all.size()), getClass().getClassLoader(), settings);
      all.add(manager);
      return manager;
    }

    @SuppressWarnings("unchecked") // a class has no type arguments
    Cache<String, List<String>> lists() {
      Class<List<String>> type = (Class<List<String>>) (Class<?>) List.class;
      return next(settings -> {})
          .createCache(
              "l",
              LungoConfiguration.builder(String.class, type)
                  .mode(CacheMode.INVALIDATION)
                  .build());
    }

    @Override
    public void close() {
      all.forEach(CacheManager::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"lungo.caches.c.mode", "lungo.caches.c.consistency"})
  void membersThatDiffer_areRefused(String key) {
    Map<String, String> other =
        Map.of("lungo.caches.c.mode", "REPLICATED", "lungo.caches.c.consistency", "EVENTUAL");
    try (Managers managers = new Managers()) {
      LungoConfiguration<String, Long> configuration = LungoConfiguration.builder(
              String.class, Long.class)
          .mode(CacheMode.INVALIDATION)
          .build();
      var unused = managers.next(settings -> {}).createCache("c", configuration);
      CacheManager late = managers.next(settings -> settings.setProperty(key, other.get(key)));

      assertThatThrownBy(() -> late.createCache("c", configuration))
          .isInstanceOf(CacheException.class)
          .hasMessageContainingAll("'c'", other.get(key));
    }
  }

  @Test
  void eventual_inPartitioned_isRefused() {
    try (Managers managers = new Managers()) {
      CacheManager manager = managers.next(settings -> {});

      assertThatThrownBy(() -> manager.createCache(
              "c",
              LungoConfiguration.builder(String.class, Long.class)
                  .mode(CacheMode.PARTITIONED)
                  .consistency(Consistency.EVENTUAL)
                  .build()))
          .isInstanceOf(CacheException.class)
          .hasMessageContainingAll("'c'", "consistency = EVENTUAL");
    }
  }

  /** What one member has evicted others would tell it again. */
  @Test
  void eventual_boundInReplicated_isRefused() {
    try (Managers managers = new Managers()) {
      CacheManager manager = managers.next(settings -> {});

      assertThatThrownBy(() -> manager.createCache(
              "c",
              LungoConfiguration.builder(String.class, Long.class)
                  .mode(CacheMode.REPLICATED)
                  .consistency(Consistency.EVENTUAL)
                  .maximumSize(10)
                  .build()))
          .isInstanceOf(CacheException.class)
          .hasMessageContainingAll("'c'", "maximumSize");
    }
  }

  @Test
  void eventual_othersSeeAWriteSoon() {
    try (InvalidatedMembers members =
        InvalidatedMembers.of(3, builder -> builder.consistency(Consistency.EVENTUAL))) {
      Map<String, Long> late = new HashMap<>();
      for (int i = 0; i < 100; i++) {
        String key = "k" + i;
        members.cache(1).put(key, 1L);
        awaitNextMillisecond(); // or else the first write may be the newer one
        members.cache(0).put(key, 2L);
        Duration took = Waiting.until(
            LONG, () -> members.cache(1).get(key) == null, () -> key + " is still there");
        if (took.compareTo(SOON) > 0) {
          late.put(key, took.toMillis());
        }
        assertThat(members.cache(0).get(key)).isEqualTo(2L);
      }

      assertThat(late).isEmpty();
    }
  }

  private static void awaitNextMillisecond() {
    long begun = System.nanoTime();
    Waiting.until(LONG, () -> System.nanoTime() - begun > 2_000_000, () -> "time stands still");
  }
}
