// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A get that hits, by reference or of an immutable value, allocates nothing. */
final class ReadAllocationTest {
  private static final int KEYS = 100;
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Shape {
    PLAIN(builder -> builder),
    BY_REFERENCE(builder -> builder.storeByValue(false)),
    BOUNDED(builder -> builder.maximumSize(1_000)),
    BOUNDED_BY_REFERENCE(builder -> builder.maximumSize(1_000).storeByValue(false)),
    WEIGHED(builder -> builder.maximumWeight(100_000)),
    CREATED_EXPIRY(builder -> builder.createdExpiry(Duration.ofHours(1))),
    ACCESSED_EXPIRY(builder -> builder.accessedExpiry(Duration.ofHours(1))),
    TOUCHED_EXPIRY_BOUNDED(
        builder -> builder.touchedExpiry(Duration.ofHours(1)).maximumSize(1_000)),
    WITH_STATISTICS(builder -> builder.statistics(true));

    private final UnaryOperator<LungoConfigurationBuilder<Integer, Object>> setting;

    Shape(UnaryOperator<LungoConfigurationBuilder<Integer, Object>> setting) {
      this.setting = setting;
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_hit_allocatesNothing(Shape shape) {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache = fixture.cache(
          shape.setting.apply(LungoConfiguration.builder(Integer.class, Object.class)));
      Integer[] keys = new Integer[KEYS];
      for (int i = 0; i < KEYS; i++) {
        keys[i] = 1_000 + i;
        cache.put(keys[i], "value " + i);
      }
      read(cache, keys, WARM_UP);

      // What gets allocate, each run allocates; what the JVM does once, it does once.
      long allocated = IntStream.range(0, 3)
          .mapToLong(run -> allocatedBy(cache, keys, ROUNDS))
          .min()
          .orElseThrow();

      assertThat(allocated).as("bytes for %d gets", ROUNDS * KEYS).isZero();
    }
  }

  private static long allocatedBy(LungoCache<Integer, Object> cache, Integer[] keys, int rounds) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    read(cache, keys, rounds);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void read(LungoCache<Integer, Object> cache, Integer[] keys, int rounds) {
    for (int i = 0; i < rounds; i++) {
      for (Integer key : keys) {
        if (cache.get(key) == null) {
          throw new AssertionError("a miss: " + key);
        }
      }
    }
  }
}
