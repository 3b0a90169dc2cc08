// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.testing.Threads;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;

/** Puts ten times what the heap can hold into a bounded cache, while others read; {@link SmallHeapIT} gives it a JVM. */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum SmallHeap {
  BYTES_BY_SIZE(builder -> builder.maximumSize(SmallHeap.ENTRIES)) {
    @Override
    Object value(int key) {
      return new byte[VALUE_BYTES];
    }
  },
  BEANS_BY_SIZE(builder -> builder.maximumSize(SmallHeap.ENTRIES)),
  BEANS_BY_WEIGHT(builder -> builder
      .maximumWeight(SmallHeap.ENTRIES * SmallHeap.VALUE_BYTES)
      .weigher((key, value) -> SmallHeap.VALUE_BYTES)),
  BEANS_THAT_EXPIRE(
      builder -> builder.maximumSize(SmallHeap.ENTRIES).touchedExpiry(Duration.ofHours(1))),
  BEANS_THAT_EXPIRE_AT_ONCE(
      builder -> builder.maximumSize(SmallHeap.ENTRIES).createdExpiry(Duration.ofMillis(20))),
  BEANS_WITH_TIMES_OF_THEIR_OWN(builder -> builder.maximumSize(SmallHeap.ENTRIES)) {
    @Override
    void put(LungoCache<Integer, Object> cache, int key) {
      cache.put(key, value(key), Duration.ofHours(1));
    }
  },
  BEANS_WITH_LISTENERS(builder -> builder
      .maximumSize(SmallHeap.ENTRIES)
      .touchedExpiry(Duration.ofHours(1))
      .listener(deaf(true))
      .listener(deaf(false)));

  /** Takes a good half of 64 MiB, nodes and all. */
  private static final int ENTRIES = 2_000;

  private static final int VALUE_BYTES = 16_384;
  private static final int FACTOR = 10;
  private static final int READERS = 2;

  /** The readers shall meet the writer, not take its time. */
  private static final long READ_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);

  /** What may be left when the cache is empty: of the classes that were loaded, for the most part. */
  private static final long REMAINDER = 4L * 1_024 * 1_024;

  private final Function<
          LungoConfigurationBuilder<Integer, Object>, LungoConfigurationBuilder<Integer, Object>>
      bound;

  SmallHeap(
      Function<
              LungoConfigurationBuilder<Integer, Object>,
              LungoConfigurationBuilder<Integer, Object>>
          bound) {
    this.bound = bound;
  }

  /** A value that is copied. */
  private record Bean(int key, ArrayList<byte[]> parts) implements Serializable {}

  Object value(int key) {
    return new Bean(
        key, new ArrayList<>(List.of(new byte[VALUE_BYTES / 2], new byte[VALUE_BYTES / 2])));
  }

  void put(LungoCache<Integer, Object> cache, int key) {
    cache.put(key, value(key));
  }

  /** Exits with {@link ForkedJvm#DONE} if the bound held and nothing was left behind. */
  public static void main(String[] arguments) throws Exception {
    SmallHeap kind = valueOf(arguments[0]);
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache =
          fixture.cache(kind.bound.apply(LungoConfiguration.builder(Integer.class, Object.class)));
      kind.fill(cache, ENTRIES);
      cache.clear();
      long before = Heap.used();

      kind.fill(cache, FACTOR * ENTRIES);
      assertThat(cache).hasSizeLessThanOrEqualTo(ENTRIES);
      cache.clear();
      kind.put(cache, -1);
      cache.remove(-1);

      Await.until(() -> Heap.used() - before < REMAINDER);
    }
    System.exit(ForkedJvm.DONE);
  }

  private void fill(LungoCache<Integer, Object> cache, int count) throws Exception {
    AtomicBoolean isFull = new AtomicBoolean();
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < READERS; i++) {
      readers.add(Threads.start(() -> read(cache, count, isFull)));
    }
    for (int key = 0; key < count; key++) {
      put(cache, key);
    }
    isFull.set(true);
    for (Future<?> reader : readers) {
      reader.get();
    }
  }

  private static void read(LungoCache<Integer, Object> cache, int count, AtomicBoolean isFull) {
    SplittableRandom random = new SplittableRandom(1);
    while (!isFull.get()) {
      cache.get(random.nextInt(count));
      LockSupport.parkNanos(READ_PAUSE);
    }
  }

  private static MutableCacheEntryListenerConfiguration<Integer, Object> deaf(
      boolean isSynchronous) {
    return new MutableCacheEntryListenerConfiguration<>(
        () -> (CacheEntryCreatedListener<Integer, Object>) events -> {},
        null,
        false,
        isSynchronous);
  }
}
