// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.lungo.LungoConfiguration;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Gets and puts of keys that are there, by value, of an immutable type; ratios between the two stores are what counts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LocalOperations {
  private static final int ENTRIES = 1 << 14;

  /** Bare Caffeine with the same bound, or the provider. */
  @Param({"caffeine", "lungo"})
  @SuppressWarnings("NullAway.Init") // JMH sets it
  String store;

  /** The bound, or 0 for none. */
  @Param({"0", "32768"})
  long maximumSize;

  private final Long[] keys = new Long[ENTRIES];

  @SuppressWarnings("NullAway.Init") // made for each trial
  private com.github.benmanes.caffeine.cache.Cache<Long, String> bare;

  @SuppressWarnings("NullAway.Init") // made for each trial
  private Cache<Long, String> cache;

  private int index;

  private com.github.benmanes.caffeine.cache.Cache<Long, String> bare() {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    return maximumSize == 0 ? builder.build() : builder.maximumSize(maximumSize).build();
  }

  /** Fills both stores. */
  @Setup
  public void fill() {
    var configuration = LungoConfiguration.builder(Long.class, String.class);
    if (maximumSize > 0) {
      configuration.maximumSize(maximumSize);
    }
    cache = Caching.getCachingProvider()
        .getCacheManager()
        .createCache("operations", configuration.build());
    bare = bare();
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = (long) i;
      bare.put(keys[i], "value");
      cache.put(keys[i], "value");
    }
  }

  /** Ends the provider. */
  @TearDown
  public void close() {
    Caching.getCachingProvider().close();
  }

  private Long nextKey() {
    index = (index + 7919) & (ENTRIES - 1);
    return keys[index];
  }

  /** Reads an entry. */
  @Benchmark
  public @Nullable String get() {
    Long key = nextKey();
    return store.equals("lungo") ? cache.get(key) : bare.getIfPresent(key);
  }

  /** Writes an entry. */
  @Benchmark
  public void put() {
    Long key = nextKey();
    if (store.equals("lungo")) {
      cache.put(key, "other");
    } else {
      bare.put(key, "other");
    }
  }
}
