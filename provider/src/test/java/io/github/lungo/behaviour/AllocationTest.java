// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That calls allocate nothing which take or give a value by reference, or an immutable one: gets that hit, and plain puts of
 * keys that are there.
 */
final class AllocationTest {
  private static final int KEYS = 100;
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 200;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final Integer[] KEY =
      IntStream.range(1_000, 1_000 + KEYS).boxed().toArray(Integer[]::new);

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
    WITH_STATISTICS(builder -> builder.statistics(true)),
    REFRESHED(builder -> refreshed(builder)),
    REFRESHED_BY_REFERENCE(builder -> refreshed(builder).storeByValue(false)),
    REFRESHED_BOUNDED(builder -> refreshed(builder).maximumSize(1_000)),
    REFRESHED_EXPIRY_WITH_STATISTICS(
        builder -> refreshed(builder).createdExpiry(Duration.ofHours(2)).statistics(true));

    private final UnaryOperator<LungoConfigurationBuilder<Integer, Object>> setting;

    Shape(UnaryOperator<LungoConfigurationBuilder<Integer, Object>> setting) {
      this.setting = setting;
    }

    /** Has entries loaded anew, but none of them so soon. */
    private static LungoConfigurationBuilder<Integer, Object> refreshed(
        LungoConfigurationBuilder<Integer, Object> builder) {
      return builder.readThrough(NoLoader::new).refreshAfterWrite(Duration.ofHours(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_hit_allocatesNothing(Shape shape) {
    assertThat(allocated(shape, AllocationTest::read)).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"PLAIN", "BY_REFERENCE", "BOUNDED", "BOUNDED_BY_REFERENCE", "WITH_STATISTICS"})
  void put_keyThatIsThere_allocatesNothing(Shape shape) {
    assertThat(allocated(shape, AllocationTest::write)).isZero();
  }

  /** Returns the bytes that the calls allocate in all rounds. */
  private static long allocated(Shape shape, ObjIntConsumer<LungoCache<Integer, Object>> calls) {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache = fixture.cache(
          shape.setting.apply(LungoConfiguration.builder(Integer.class, Object.class)));
      for (int i = 0; i < KEYS; i++) {
        cache.put(KEY[i], "value " + i);
      }
      calls.accept(cache, WARM_UP);

      // What calls allocate, each run allocates; what the JVM does once, it does once.
      return IntStream.range(0, 3)
          .mapToLong(run -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            calls.accept(cache, ROUNDS);
            return THREADS.getCurrentThreadAllocatedBytes() - before;
          })
          .min()
          .orElseThrow();
    }
  }

  private static void read(LungoCache<Integer, Object> cache, int rounds) {
    for (int i = 0; i < rounds; i++) {
      for (Integer key : KEY) {
        if (cache.get(key) == null) {
          throw new AssertionError("a miss: " + key);
        }
      }
    }
  }

  private static void write(LungoCache<Integer, Object> cache, int rounds) {
    for (int i = 0; i < rounds; i++) {
      for (Integer key : KEY) {
        cache.put(key, "another");
      }
    }
  }

  /** Has nothing to do, as all keys are there. */
  private static final class NoLoader implements CacheLoader<Integer, Object> {
    @Override
    public Object load(Integer key) {
      throw new AssertionError("a load of " + key);
    }

    @Override
    public Map<Integer, Object> loadAll(Iterable<? extends Integer> keys) {
      throw new AssertionError("a load of " + keys);
    }
  }
}
