// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.schedule.BackgroundAlarm;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refreshes in the background against the end of their cache: once it has closed, they are over for good. */
@Timeout(30)
final class RefreshCloseRaceTest {
  private static final int ROUNDS = 2_000;
  private static final int KEYS = 3;
  private static final int LONGEST_PAUSE = 100_000;
  private static final Duration AGE = Duration.ofSeconds(10);

  private final ExecutorService pool =
      Executors.newFixedThreadPool(2, RefreshCloseRaceTest::daemon);
  private final ExecutorService callers =
      Executors.newFixedThreadPool(3, RefreshCloseRaceTest::daemon);
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);

  @AfterEach
  void stop() {
    pool.shutdownNow();
    callers.shutdownNow();
  }

  @Test
  void closeOfTheEngine_againstRefreshes_leavesNothingRunningOrStored() throws Exception {
    List<EngineFixture> engines = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Loader loader = new Loader(round);
      EngineFixture fixture = due(loader);
      engines.add(fixture);

      race(fixture::get, () -> {
        fixture.engine().close(Duration.ofSeconds(20));
        loader.close();
      });

      assertThat(fixture.engine().entries()).as(where(round)).isExhausted();
    }

    awaitQuiet();
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(engines.get(round).engine().entries()).as(where(round)).isExhausted();
    }
    assertThat(complaints).as("seed %d", seed).isEmpty();
    assertThat(refreshes).hasPositiveValue();
  }

  @Test
  void closeOfTheCache_againstRefreshes_comesAfterThem() throws Exception {
    try (LoadingCaches caches = new LoadingCaches()) {
      for (int round = 0; round < ROUNDS; round++) {
        Loader loader = new Loader(round);
        LungoCache<Object, String> cache = caches.of(
            Object.class,
            String.class,
            loader,
            settings -> settings
                .refreshAfterWrite(Duration.ofNanos(1))
                .refreshWindow(someWindow())
                .executor(this::runInBackground));
        for (int key = 0; key < KEYS; key++) {
          cache.put(key, "old");
        }

        race(key -> getUnlessClosed(cache, key), cache::close);

        assertThat(loader.isClosed).as(where(round)).isTrue();
      }

      awaitQuiet();
      assertThat(complaints).as("seed %d", seed).isEmpty();
      assertThat(refreshes).hasPositiveValue();
    }
  }

  /** Returns an engine all of whose entries are due. */
  private EngineFixture due(Loader loader) {
    Duration window = someWindow();
    EngineFixture fixture = new EngineFixture()
        .resilience(settings -> settings.refreshAfterWrite(AGE).refreshWindow(window))
        .executor(this::runInBackground)
        .alarm(new BackgroundAlarm(this::runInBackground))
        .reader(key -> "not refreshed", loader::loadAll);
    for (int key = 0; key < KEYS; key++) {
      fixture.put(key, "old");
    }
    fixture.clock.advance(AGE);
    return fixture;
  }

  private static String getUnlessClosed(LungoCache<Object, String> cache, Integer key) {
    try {
      return cache.get(key);
    } catch (IllegalStateException closed) {
      assertThat(closed).hasMessage("cache 'loads' is closed");
      return "closed";
    }
  }

  /** Has two threads read all keys while a third one closes, and waits for all of them. */
  private void race(IntFunction<String> read, Runnable close) throws Exception {
    CyclicBarrier start = new CyclicBarrier(3);
    List<Future<?>> ends = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      boolean closes = thread == 0;
      SplittableRandom mine = random.split();
      ends.add(callers.submit(() -> {
        LoadingCaches.await(start);
        pause(mine);
        if (closes) {
          close.run();
          return;
        }
        for (int key = 0; key < KEYS; key++) {
          assertThat(read.apply(key)).isIn("old", "new", "closed", null);
        }
      }));
    }
    for (Future<?> end : ends) {
      end.get(8, TimeUnit.SECONDS); // less than a cache waits for its loads
    }
  }

  private Duration someWindow() {
    return Duration.ofNanos(1 + random.nextInt(LONGEST_PAUSE));
  }

  private static void pause(SplittableRandom random) {
    if (random.nextBoolean()) {
      LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE));
    }
  }

  /** Runs a task of the cache, which may throw nothing, as nobody would hear of it. */
  private void runInBackground(Runnable task) {
    pool.execute(() -> {
      try {
        task.run();
      } catch (Throwable failure) {
        complaints.add("the background got " + failure);
      }
    });
  }

  /** Waits until all windows have closed, and all that came of them is over. */
  private void awaitQuiet() throws Exception {
    // The JDK's timer is one thread: what was set before, and for less time, has run before.
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, Runnable::run))
        .get(8, TimeUnit.SECONDS);
    pool.shutdown();
    assertThat(pool.awaitTermination(8, TimeUnit.SECONDS)).isTrue();
  }

  private String where(int round) {
    return "seed " + seed + ", round " + round;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "refresh-close");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes some time, and complains if it runs when it is closed. */
  private final class Loader implements CacheLoader<Object, String>, Closeable {
    private final AtomicInteger running = new AtomicInteger();
    private final int round;
    private final int time;
    private volatile boolean isClosed;

    Loader(int round) {
      this.round = round;
      this.time = random.nextInt(LONGEST_PAUSE);
    }

    @Override
    public String load(Object key) {
      complaints.add("read through in " + where(round));
      return "not refreshed";
    }

    @Override
    public Map<Object, String> loadAll(Iterable<?> keys) {
      refreshes.incrementAndGet();
      running.incrementAndGet();
      complainIf(isClosed, "called when closed");
      LockSupport.parkNanos(time);
      Map<Object, String> values = new HashMap<>();
      keys.forEach(key -> values.put(key, "new"));
      running.decrementAndGet();
      return values;
    }

    @Override
    public void close() {
      isClosed = true;
      complainIf(running.get() > 0, "running when closed");
    }

    private void complainIf(boolean isWrong, String complaint) {
      if (isWrong) {
        complaints.add(complaint + " in " + where(round));
      }
    }
  }
}
