// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.CacheMode;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.cluster.jvms.Waiting;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.integration.CacheLoaderException;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How much members hold that keep their entries together. */
@Timeout(120)
final class OwnersBoundsIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int BOUND = 1_000;

  /** The room is changed for each hundredth of it. */
  private static final long MOST = BOUND * 103 / 100;

  private static UnaryOperator<LungoConfigurationBuilder<String, Long>> with(
      int backups, UnaryOperator<LungoConfigurationBuilder<String, Long>> settings) {
    return builder -> settings
        .apply(backups < 0 ? builder : builder.backups(backups))
        .statistics(true)
        .management(true);
  }

  @ParameterizedTest
  @CsvSource({"PARTITIONED, 0", "PARTITIONED, 1", "REPLICATED, -1"})
  void maximumSize_boundsEachMember(CacheMode mode, int backups) throws Exception {
    try (OwningMembers members =
        OwningMembers.reading(mode, 3, with(backups, builder -> builder.maximumSize(BOUND)))) {
      fill(members, 0, 20_000);
      Waiting.until(LONG, () -> holds(members.caches()), () -> sizes(members.caches()));
      assertThat(largest(members.caches())).isGreaterThan(BOUND * 6 / 10);
      assertThat(evictions(members.caches())).isGreaterThan(15_000);

      Cache<String, Long> leaver = members.cache(2);
      leaver.getCacheManager().close();
      List<Cache<String, Long>> left = members.caches().subList(0, 2);
      fill(members, 0, 2_000);
      Waiting.until(LONG, () -> holds(left), () -> sizes(left));
    }
  }

  private static void fill(OwningMembers members, int from, int to) {
    for (int first = from; first < to; first += 500) {
      Map<String, Long> some = new ConcurrentHashMap<>();
      for (long i = first; i < first + 500; i++) {
        some.put("k" + i, i);
      }
      members.cache(first / 500 % 2).putAll(some);
    }
  }

  /** Of an eviction nobody hears; what has gone is loaded again when it is asked for. */
  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void evictedEntry_nobodyIsTold_isLoadedAgain(CacheMode mode) throws Exception {
    AtomicInteger told = new AtomicInteger();
    CacheEntryRemovedListener<String, Long> listener = events -> {
      for (CacheEntryEvent<? extends String, ? extends Long> ignored : events) {
        told.incrementAndGet();
      }
    };
    try (OwningMembers members =
        OwningMembers.reading(mode, 2, with(-1, builder -> builder.maximumSize(10)))) {
      members
          .cache(0)
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
      for (int i = 0; i < 200; i++) {
        members.database.rows.put("k" + i, (long) i);
        assertThat(members.cache(i % 2).get("k" + i)).isEqualTo(i);
      }
      int loads = members.database.loads.get();

      for (int i = 0; i < 200; i++) {
        assertThat(members.cache(i % 2).get("k" + i)).isEqualTo(i);
      }

      assertThat(members.database.loads.get()).isGreaterThan(loads + 150);
      assertThat(told).hasValue(0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void maximumWeight_boundsEachMember(CacheMode mode) throws Exception {
    try (OwningMembers members = OwningMembers.reading(
        mode,
        2,
        with(
            -1,
            builder -> builder.maximumWeight(10_000).weigher((key, value) -> {
              if (value < 0) {
                throw new IllegalStateException("too light");
              }
              return value.intValue() % 100;
            })))) {
      fill(members, 0, 2_000);

      Waiting.until(
          LONG,
          () -> members.caches().stream().allMatch(cache -> weight(cache) <= 10_500),
          () -> sizes(members.caches()));
      assertThat(weight(members.cache(0))).isGreaterThan(5_000);
      for (Cache<String, Long> cache : members.caches()) {
        assertThatExceptionOfType(CacheException.class)
            .isThrownBy(() -> cache.put("light", -1L))
            .withMessageContaining("too light");
        members.database.rows.put("light", -1L);
        assertThatExceptionOfType(CacheLoaderException.class)
            .isThrownBy(() -> cache.get("light"))
            .withMessageContaining("too light");
        assertThat(cache.containsKey("light")).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void maximumSize_loweredByJmxOnAllMembers_holdsSoon(CacheMode mode) throws Exception {
    try (OwningMembers members =
        OwningMembers.reading(mode, 2, with(-1, builder -> builder.maximumSize(BOUND)))) {
      fill(members, 0, 3_000);

      for (Cache<String, Long> cache : members.caches()) {
        ManagementFactory.getPlatformMBeanServer()
            .setAttribute(bean(cache, "Configuration"), new Attribute("MaximumSize", 100L));
      }

      Waiting.until(
          LONG,
          () -> members.caches().stream().allMatch(cache -> size(cache) <= 110),
          () -> sizes(members.caches()));
      assertThat(size(members.cache(0))).isPositive();
    }
  }

  private static boolean holds(List<Cache<String, Long>> caches) {
    return largest(caches) <= MOST;
  }

  private static long largest(List<Cache<String, Long>> caches) {
    return caches.stream().mapToLong(OwnersBoundsIT::size).max().orElseThrow();
  }

  private static String sizes(List<Cache<String, Long>> caches) {
    return caches.stream().map(OwnersBoundsIT::size).toList().toString();
  }

  private static long evictions(List<Cache<String, Long>> caches) {
    return caches.stream()
        .mapToLong(cache -> figure(cache, "Statistics", "CacheEvictions"))
        .sum();
  }

  private static long size(Cache<?, ?> cache) {
    return figure(cache, "Configuration", "EstimatedSize");
  }

  private static long weight(Cache<?, ?> cache) {
    return figure(cache, "Configuration", "WeightedSize");
  }

  private static long figure(Cache<?, ?> cache, String bean, String name) {
    try {
      return (long)
          ManagementFactory.getPlatformMBeanServer().getAttribute(bean(cache, bean), name);
    } catch (JMException failure) {
      throw new AssertionError(failure);
    }
  }

  private static ObjectName bean(Cache<?, ?> cache, String kind) throws JMException {
    String manager = cache.getCacheManager().getURI().toString().replaceAll("[,:=\n]", ".");
    return new ObjectName(
        "javax.cache:type=Cache" + kind + ",CacheManager=" + manager + ",Cache=" + cache.getName());
  }
}
