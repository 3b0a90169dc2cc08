// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import io.github.lungo.LungoCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.cache.Cache;

/** Mixed operations of several threads on keys near a held one: equal hash codes, shared bins, and others. */
final class Traffic {
  private static final int THREADS = 4;
  private static final int OPERATIONS = 1_000;
  private static final int KEYS = 64;

  private final LungoCache<Key, String> cache;
  private final long seed;
  private final List<Key> keys = new ArrayList<>();

  Traffic(LungoCache<Key, String> cache, long seed) {
    this.cache = cache;
    this.seed = seed;
    for (int i = 0; i < KEYS; i++) {
      int hash = switch (i % 3) {
        case 0 -> HeldObjects.HASH;
        case 1 -> HeldObjects.HASH ^ (i << 24 | i << 8);
        default -> i * 0x9E37_79B9;
      };
      keys.add(new Key(i, hash));
    }
  }

  /** Puts in half of the keys. */
  void warmUp() {
    for (int i = 0; i < KEYS; i += 2) {
      cache.put(keys.get(i), "value");
    }
  }

  /**
   * Runs all operations and returns how many nanoseconds each took, in order of size.
   *
   * @throws java.util.concurrent.TimeoutException if they did not complete in time
   */
  long[] run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<long[]>> times = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        times.add(threads.submit(worker(new Random(seed + i))));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> time : times) {
        all = LongStream.concat(all, Arrays.stream(time.get(10, TimeUnit.SECONDS)));
      }
      return all.sorted().toArray();
    } finally {
      threads.shutdownNow();
    }
  }

  private Callable<long[]> worker(Random random) {
    return () -> {
      long[] nanos = new long[OPERATIONS];
      for (int i = 0; i < OPERATIONS; i++) {
        Key key = keys.get(random.nextInt(KEYS));
        Key other = keys.get(random.nextInt(KEYS));
        int choice = random.nextInt(20);
        long start = System.nanoTime();
        operate(choice, key, other);
        nanos[i] = System.nanoTime() - start;
      }
      return nanos;
    };
  }

  private void operate(int choice, Key key, Key other) {
    switch (choice) {
      case 0, 1 -> cache.put(key, "value");
      case 2 -> cache.remove(key);
      case 3 -> cache.replace(key, "other");
      case 4 -> cache.replace(key, "value", "other");
      case 5 ->
        cache.invoke(key, (entry, arguments) -> {
          entry.setValue("processed");
          return null;
        });
      case 6 -> cache.getAll(Set.copyOf(List.of(key, other)));
      case 7 -> cache.iterator().forEachRemaining(Cache.Entry::getValue);
      case 8 -> cache.containsKey(key);
      case 9 -> cache.putIfAbsent(key, "value");
      case 10 -> cache.getAndPut(key, "value");
      case 11 -> cache.putAll(Map.of(key, "value"));
      case 12 -> cache.removeAll(Set.copyOf(List.of(key, other)));
      case 13 -> cache.getAndReplace(key, "other");
      case 14 -> cache.getAndRemove(key);
      case 15 -> cache.remove(key, "value");
      default -> cache.get(key);
    }
  }
}
