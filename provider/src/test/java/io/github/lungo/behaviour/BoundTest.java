// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.Weigher;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.management.Attribute;
import javax.management.MBeanException;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds hold, can be changed while the cache is in use, and evictions are counted but not told. */
final class BoundTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static LungoConfigurationBuilder<Integer, String> numbers() {
    return LungoConfiguration.builder(Integer.class, String.class)
        .statistics(true)
        .management(true);
  }

  private interface GoneListener
      extends CacheEntryRemovedListener<Integer, String>,
          CacheEntryExpiredListener<Integer, String> {}

  @Test
  void put_beyondMaximumSize_evictsCountsAndTellsNobody() throws Exception {
    AtomicInteger told = new AtomicInteger();
    LungoCache<Integer, String> cache = fixture.cache(numbers()
        .maximumSize(100)
        .listener(new MutableCacheEntryListenerConfiguration<>(
            always(counting(told)), null, true, true)));

    for (int i = 0; i < 1_000; i++) {
      cache.put(i, "value");
    }

    assertThat(cache).hasSize(100);
    assertThat(Beans.statistic(cache, "CacheEvictions")).isEqualTo(900L);
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(1_000L);
    assertThat(Beans.statistic(cache, "CacheRemovals")).isEqualTo(0L);
    assertThat(told).hasValue(0);
  }

  @Test
  void entries_removedOrExpired_countNoEviction() throws Exception {
    LungoCache<Integer, String> cache =
        fixture.cache(numbers().maximumSize(100).touchedExpiry(Duration.ofMillis(20)));
    for (int i = 0; i < 50; i++) {
      cache.put(i, "value");
      cache.put(i, "again");
    }
    cache.remove(1);
    cache.getAndRemove(2);
    cache.removeAll(Set.of(3, 4));

    Await.until(() -> !cache.iterator().hasNext());
    cache.put(1, "value");
    cache.clear();

    assertThat(Beans.statistic(cache, "CacheEvictions")).isEqualTo(0L);
    assertThat(Beans.attribute(cache, "EstimatedSize")).isEqualTo(0L);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bound_manyThreadsHaveWritten_holds(boolean byWeight) throws Exception {
    long seed = System.nanoTime();
    LungoCache<Integer, String> cache = fixture.cache(
        byWeight
            ? numbers().maximumWeight(200).weigher((key, value) -> value.length())
            : numbers().maximumSize(200));
    for (int round = 0; round < 20; round++) {
      int from = round * 10_000;
      Threads.run(4, thread -> {
        Random random = new Random(seed + from + thread);
        for (int i = 0; i < 500; i++) {
          int key = from + random.nextInt(1_000);
          switch (random.nextInt(4)) {
            case 0 -> cache.put(key, "x".repeat(random.nextInt(10)));
            case 1 -> cache.get(key, missing -> "x".repeat(random.nextInt(10)));
            case 2 -> cache.putAll(Map.of(key, "xx", key + 1, "xxx"));
            default -> cache.replace(key, "x".repeat(20));
          }
        }
      });

      long sum = 0;
      for (var entry : cache) {
        sum += byWeight ? entry.getValue().length() : 1;
      }
      assertThat(sum).as("seed %d, round %d", seed, round).isLessThanOrEqualTo(200);
    }
  }

  private static GoneListener counting(AtomicInteger told) {
    return new GoneListener() {
      @Override
      public void onRemoved(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
        told.incrementAndGet();
      }

      @Override
      public void onExpired(Iterable<CacheEntryEvent<? extends Integer, ? extends String>> events) {
        told.incrementAndGet();
      }
    };
  }

  @Test
  void put_beyondMaximumWeight_evicts() throws Exception {
    LungoCache<Integer, String> cache =
        fixture.cache(numbers().maximumWeight(1_000).weigher((key, value) -> value.length()));

    for (int i = 0; i < 500; i++) {
      cache.put(i, "x".repeat(1 + i % 20));
    }

    long sum = 0;
    for (var entry : cache) {
      sum += entry.getValue().length();
    }
    assertThat(sum).isLessThanOrEqualTo(1_000).isGreaterThan(900);
    assertThat(Beans.attribute(cache, "WeightedSize")).isEqualTo(sum);
    assertThat(Beans.attribute(cache, "MaximumWeight")).isEqualTo(1_000L);
    assertThat(Beans.attribute(cache, "MaximumSize")).isEqualTo(-1L);
  }

  @Test
  void encodedSize_mutableAndImmutableValues_isOfTheBytes() throws Exception {
    LungoCache<Object, Object> cache = fixture.cache(
        "beans",
        LungoConfiguration.builder(Object.class, Object.class)
            .maximumWeight(1_000_000)
            .weigher(Weigher.encodedSize())
            .management(true)
            .build());

    cache.put(1, "x".repeat(1_000));
    assertThat((long) Beans.attribute(cache, "WeightedSize")).isBetween(1_001L, 1_030L);
    cache.put(2, new ArrayList<>(List.of("y".repeat(2_000))));
    assertThat((long) Beans.attribute(cache, "WeightedSize")).isBetween(3_010L, 3_150L);
    cache.put(1, "x");
    assertThat((long) Beans.attribute(cache, "WeightedSize")).isBetween(2_005L, 2_120L);
    cache.remove(2);
    assertThat((long) Beans.attribute(cache, "WeightedSize")).isBetween(2L, 40L);
    cache.put("k".repeat(500), "x");
    assertThat((long) Beans.attribute(cache, "WeightedSize")).isBetween(502L, 550L);
  }

  @Test
  void encodedSize_byReference_isRefused() {
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> fixture.cache(numbers().maximumWeight(1).storeByValue(false)))
        .withMessageContaining("beans")
        .withMessageContaining("storeByValue");
    assertThat(fixture.manager.getCacheNames()).isEmpty();
  }

  @Test
  void weigher_failing_storesNothing() {
    LungoCache<Integer, String> cache =
        fixture.cache(numbers().maximumWeight(10).weigher((key, value) -> {
          if (key == 13) {
            throw new IllegalStateException("unlucky");
          }
          return key < 0 ? -1 : 1;
        }));

    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> cache.put(13, "value"))
        .withMessageContaining("unlucky");
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> cache.put(-1, "value"))
        .withMessageContaining("-1");
    cache.put(1, "value");
    assertThat(cache).hasSize(1);
  }

  @Test
  void maximumSize_loweredAndRaisedByJmx_holdsAtOnce() throws Exception {
    LungoCache<Integer, String> cache = fixture.cache(numbers().maximumSize(100));
    for (int i = 0; i < 100; i++) {
      cache.put(i, "value");
    }

    Beans.set(cache, new Attribute("MaximumSize", 10L));
    assertThat(cache).hasSize(10);
    assertThat(Beans.statistic(cache, "CacheEvictions")).isEqualTo(90L);

    Beans.set(cache, new Attribute("MaximumSize", 50L));
    for (int i = 0; i < 100; i++) {
      cache.put(i, "value");
    }
    assertThat(cache).hasSize(50);
    assertThat(Beans.attribute(cache, "MaximumSize")).isEqualTo(50L);
    assertThat(Beans.attribute(cache, "EstimatedSize")).isEqualTo(50L);
  }

  @Test
  void maximumWeight_changedByJmx_holdsAtOnce() throws Exception {
    LungoCache<Integer, String> cache =
        fixture.cache(numbers().maximumWeight(100).weigher((key, value) -> 10));
    for (int i = 0; i < 100; i++) {
      cache.put(i, "value");
    }
    assertThat(cache).hasSize(10);

    Beans.set(cache, new Attribute("MaximumWeight", 30L));

    assertThat(cache).hasSize(3);
  }

  @Test
  void bound_thatTheCacheHasNot_cannotBeSet() {
    LungoCache<Integer, String> cache = fixture.cache(numbers());

    assertThatExceptionOfType(RuntimeMBeanException.class)
        .isThrownBy(() -> Beans.set(cache, new Attribute("MaximumSize", 10L)))
        .satisfies(failure -> assertThat(failure)
            .isNotInstanceOf(MBeanException.class)
            .hasCauseInstanceOf(IllegalStateException.class)
            .rootCause()
            .hasMessageContaining("beans"));
  }
}
