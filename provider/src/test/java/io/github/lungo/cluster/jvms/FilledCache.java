// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.KeptHere;
import io.github.lungo.testing.Threads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import javax.cache.Cache;

/**
 * The entries of one cache, each a string of 200 characters with the number of its last write, and two clients that go on
 * writing, each to keys of its own. Thread-safe.
 */
final class FilledCache {
  static final int ENTRIES = 100_000;
  private static final int LENGTH = 200;
  private static final int WRITERS = 2;
  private static final int AT_ONCE = 1_000;

  private final Cache<String, String> cache;
  private final AtomicIntegerArray writes = new AtomicIntegerArray(ENTRIES);
  private final AtomicInteger written = new AtomicInteger();
  private final List<Future<?>> writers = new ArrayList<>();
  private volatile boolean isOver;

  FilledCache(Cache<String, String> cache) {
    this.cache = cache;
  }

  static String key(int number) {
    return "key" + number;
  }

  private static String value(int write) {
    return String.format("%0" + LENGTH + "d", write);
  }

  /** Puts all entries for the first time. */
  void fill() {
    for (int first = 0; first < ENTRIES; first += AT_ONCE) {
      Map<String, String> entries = new HashMap<>();
      IntStream.range(first, first + AT_ONCE).forEach(number -> entries.put(key(number), value(0)));
      cache.putAll(entries);
    }
  }

  /** Has two clients write until they are stopped. */
  void startWriters(long seed) {
    isOver = false;
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      SplittableRandom random = new SplittableRandom(seed + i);
      writers.add(Threads.start(() -> {
        while (!isOver) {
          int number = WRITERS * random.nextInt(ENTRIES / WRITERS) + writer;
          cache.put(key(number), value(writes.get(number) + 1));
          writes.incrementAndGet(number);
          written.incrementAndGet();
        }
      }));
    }
  }

  /** Returns how many writes were acknowledged after the first ones. */
  int written() {
    return written.get();
  }

  /** Stops the clients; fails if one of their writes did. */
  void stopWriters() throws Exception {
    isOver = true;
    for (Future<?> writer : writers) {
      writer.get(30, TimeUnit.SECONDS);
    }
    writers.clear();
  }

  /** Returns what a member must keep under a topology. */
  Held expected(Topology topology, String member) {
    StableHash hash = new StableHash(cache.getName());
    boolean[] isOwned = new boolean[Ownership.SEGMENTS];
    for (int segment = 0; segment < isOwned.length; segment++) {
      isOwned[segment] = topology.ownersOf(segment).complete().stream()
          .anyMatch(owner -> owner.uuid().toString().equals(member));
    }
    int count = 0;
    long sum = 0;
    for (int number = 0; number < ENTRIES; number++) {
      if (isOwned[hash.segmentOf(key(number))]) {
        count++;
        sum += writes.get(number);
      }
    }
    return new Held(count, sum);
  }

  /**
   * What a member keeps of the entries.
   *
   * @param entries how many there are
   * @param writes the sum of the numbers of their last writes
   */
  record Held(int entries, long writes) {

    /** Counts what can be read without asking anybody. */
    static Held here(Cache<String, String> cache, KeptHere<String, ?> kept) {
      int count = 0;
      long sum = 0;
      for (int number = 0; number < ENTRIES; number++) {
        if (kept.isCertainOf(key(number))) {
          String value = cache.get(key(number));
          count += value == null ? 0 : 1;
          sum += value == null ? 0 : Long.parseLong(value);
        }
      }
      return new Held(count, sum);
    }
  }
}
