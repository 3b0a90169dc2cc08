// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCache;
import io.github.lungo.testing.Threads;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of load against each kind of write, expiry and close included: nothing old stays, and nothing new is lost. */
@Timeout(60)
@SuppressWarnings({"ThreadPriorityCheck", "ImmutableEnumChecker"}) // yields make interleavings
final class LoadKindRaceTest {
  private static final int LOADERS = 2;

  private final LoadingCaches caches = new LoadingCaches();
  private final ConcurrentHashMap<String, Integer> source = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();

  /** A write that the cache is told of after the source has the new value. */
  enum Write {
    PUT(true, (cache, value) -> cache.put("k", value)),
    INVOKE(
        true,
        (cache, value) -> cache.invoke("k", (entry, arguments) -> {
          entry.setValue(value);
          return null;
        })),
    REMOVE(false, (cache, value) -> cache.remove("k")),
    REPLACE(false, (cache, value) -> {
      if (!cache.replace("k", value)) {
        cache.remove("k");
      }
    }),
    REMOVE_ALL_OF(false, (cache, value) -> cache.removeAll(Set.of("k"))),
    REMOVE_ALL(false, (cache, value) -> cache.removeAll()),
    CLEAR(false, (cache, value) -> cache.clear());

    private final boolean storesWhatIsAbsent;
    private final Action action;

    Write(boolean storesWhatIsAbsent, Action action) {
      this.storesWhatIsAbsent = storesWhatIsAbsent;
      this.action = action;
    }

    /** What the write calls. */
    interface Action {
      void apply(LungoCache<String, Integer> cache, Integer value);
    }
  }

  static Stream<Arguments> allLoadsAndWrites() {
    return Arrays.stream(LoadKind.values())
        .flatMap(load -> Arrays.stream(Write.values()).map(write -> Arguments.of(load, write)));
  }

  @AfterEach
  void close() {
    caches.close();
  }

  private LungoCache<String, Integer> cache() {
    return caches.of(
        String.class,
        Integer.class,
        key -> {
          calls.incrementAndGet();
          Integer value = source.get(key);
          pause(value == null ? 0 : value);
          return value;
        },
        settings -> settings);
  }

  /** Lets other threads in, for a while that depends on the number. */
  private static void pause(int number) {
    for (int i = 0; i < number % 8; i++) {
      Thread.yield();
    }
  }

  @ParameterizedTest
  @MethodSource("allLoadsAndWrites")
  void write_whileLoadHoldsOldValue_isAllThatStays(LoadKind load, Write write) {
    assertWriteStays(load, write, false);
  }

  @ParameterizedTest
  @MethodSource("allLoadsAndWrites")
  void get_afterAWriteWhileLoadHoldsOldValue_findsTheNewOne(LoadKind load, Write write) {
    assertWriteStays(load, write, true);
  }

  private void assertWriteStays(LoadKind load, Write write, boolean isAskedMeanwhile) {
    CountDownLatch hasRead = new CountDownLatch(1);
    CountDownLatch hasWritten = new CountDownLatch(1);
    LungoCache<String, Integer> cache = caches.of(
        String.class,
        Integer.class,
        key -> {
          Integer value = source.get(key);
          if (calls.incrementAndGet() == 1) {
            hasRead.countDown();
            LoadingCaches.await(hasWritten);
          }
          return value;
        },
        settings -> settings);
    source.put("k", 1);
    FutureTask<@Nullable Integer> loading = caches.start(() -> load.load(cache, "k"));
    LoadingCaches.await(hasRead);

    source.put("k", 2);
    write.action.apply(cache, 2);
    Integer meanwhile = isAskedMeanwhile ? cache.get("k") : Integer.valueOf(2);
    hasWritten.countDown();

    assertThat(meanwhile).isEqualTo(2);
    assertThat(LoadingCaches.result(loading)).isIn(1, null);
    assertThat(cache.get("k")).isEqualTo(2);
    assertThat(calls).hasValue(write.storesWhatIsAbsent ? 1 : 2);
  }

  @ParameterizedTest
  @EnumSource
  void writes_racingOneKindOfLoad_leaveNothingOlder(LoadKind load) {
    long seed = System.nanoTime();
    int rounds = 1_000;
    LungoCache<String, Integer> cache = cache();
    CyclicBarrier barrier = new CyclicBarrier(LOADERS + 1);
    AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    for (int i = 0; i < LOADERS; i++) {
      Random random = new Random(seed + i);
      caches.start(() -> {
        for (int round = 0; round < rounds; round++) {
          LoadingCaches.await(barrier);
          pause(random.nextInt(8));
          Integer value = load.load(cache, "k");
          if (value != null && value < round) {
            complaint.set("round " + round + ": loaded " + value);
          }
          LoadingCaches.await(barrier);
        }
        return null;
      });
    }
    Random random = new Random(seed - 1);
    source.put("k", 0);
    for (int round = 0; round < rounds; round++) {
      Write write = Write.values()[random.nextInt(Write.values().length)];
      int before = calls.get();
      LoadingCaches.await(barrier);
      pause(random.nextInt(8));
      source.put("k", round + 1);
      write.action.apply(cache, round + 1);
      Integer now = cache.get("k");
      LoadingCaches.await(barrier);
      Integer later = cache.get("k");
      if (now == null || now != round + 1 || later == null || later != round + 1) {
        complaint.set("round " + round + ": after " + write + " read " + now + ", " + later);
      }
      if (calls.get() - before > LOADERS + 2) {
        complaint.set("round " + round + ": " + (calls.get() - before) + " loads");
      }
    }
    assertThat(complaint.get()).as("seed " + seed).isNull();
  }

  /** The loader knows nothing of the increments, so that a load which was stored over one would lose it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOAD_ALL_REPLACE")
  void increments_racingLoads_areAllThere(LoadKind load) throws Exception {
    long seed = System.nanoTime();
    LungoCache<String, Integer> cache = cache();
    int rounds = 500;
    int increments = 3;
    CyclicBarrier barrier = new CyclicBarrier(4);
    Threads.run(4, thread -> {
      Random random = new Random(seed + thread);
      for (int round = 0; round < rounds; round++) {
        String key = "k" + round;
        source.putIfAbsent(key, 1_000);
        LoadingCaches.await(barrier);
        for (int i = 0; i < increments; i++) {
          pause(random.nextInt(8));
          if (thread < 2) {
            Integer before = cache.invoke(key, LoadKindRaceTest::increment);
            assertThat(before).isBetween(1_000, 1_000 + 2 * increments - 1);
          } else {
            Integer loaded = load.load(cache, key);
            assertThat(loaded == null ? 1_000 : loaded).isBetween(1_000, 1_000 + 2 * increments);
          }
        }
      }
    });
    for (int round = 0; round < rounds; round++) {
      assertThat(cache.get("k" + round)).as("seed " + seed).isEqualTo(1_000 + 2 * increments);
    }
    assertThat(calls.get()).isBetween(rounds, 4 * rounds);
  }

  private static Integer increment(
      javax.cache.processor.MutableEntry<String, Integer> entry, Object... arguments) {
    Integer before = entry.getValue();
    entry.setValue(before + 1);
    return before;
  }

  @Test
  void expiry_racingLoads_isFollowedByExactlyOneLoad() throws Exception {
    long seed = System.nanoTime();
    int rounds = 2_000;
    AtomicReference<String> truth = new AtomicReference<>("0");
    EngineFixture fixture =
        new EngineFixture().policy(new CreatedExpiryPolicy(new Duration(TimeUnit.MINUTES, 1)));
    fixture.engine();
    CyclicBarrier barrier = new CyclicBarrier(3);
    Threads.run(3, thread -> {
      Random random = new Random(seed + thread);
      for (int round = 1; round <= rounds; round++) {
        String old = String.valueOf(round - 1);
        String fresh = String.valueOf(round);
        if (thread == 0) {
          calls.set(0);
          fixture.put("k", old);
          truth.set(fresh);
        }
        LoadingCaches.await(barrier);
        pause(random.nextInt(8));
        String seen = old;
        if (thread == 0) {
          fixture.clock.advance(java.time.Duration.ofMinutes(1));
          seen = fresh;
        }
        for (int i = 0; i < 3; i++) {
          String now = getOrLoad(fixture, truth);
          assertThat(now).as("round " + round + ", seed " + seed).isIn(seen, fresh);
          seen = now;
        }
        LoadingCaches.await(barrier);
        assertThat(calls).as("loads in round " + round + ", seed " + seed).hasValue(1);
        LoadingCaches.await(barrier);
      }
    });
  }

  private String getOrLoad(EngineFixture fixture, AtomicReference<String> truth) {
    String present = fixture.get("k");
    return present != null
        ? present
        : (String) fixture.engine().load("k", key -> {
          calls.incrementAndGet();
          return truth.get();
        });
  }

  @ParameterizedTest
  @EnumSource
  void close_racingLoads_leavesNoLoaderRunning(LoadKind load) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    AtomicInteger running = new AtomicInteger();
    AtomicBoolean isClosed = new AtomicBoolean();
    AtomicReference<@Nullable String> complaint = new AtomicReference<>();
    for (int round = 0; round < 200; round++) {
      isClosed.set(false);
      int patience = random.nextInt(8);
      LungoCache<String, Integer> cache = caches.of(
          String.class,
          Integer.class,
          key -> {
            running.incrementAndGet();
            if (isClosed.get()) {
              complaint.set("a loader was called after close");
            }
            pause(patience);
            running.decrementAndGet();
            return 1;
          },
          settings -> settings);
      CyclicBarrier barrier = new CyclicBarrier(2);
      FutureTask<Boolean> loading = caches.start(() -> {
        LoadingCaches.await(barrier);
        return loadsOrIsRefused(cache, load);
      });
      LoadingCaches.await(barrier);
      pause(random.nextInt(8));
      cache.close();
      isClosed.set(true);

      assertThat(running).as("round " + round + ", seed " + seed).hasValue(0);
      assertThat(LoadingCaches.result(loading)).isIn(true, false);
      assertThatThrownBy(() -> cache.get("k")).isInstanceOf(IllegalStateException.class);
    }
    assertThat(complaint.get()).as("seed " + seed).isNull();
  }

  private static boolean loadsOrIsRefused(LungoCache<String, Integer> cache, LoadKind load) {
    try {
      Integer value = load.load(cache, "k");
      assertThat(value).isIn(1, null);
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }
}
