// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With {@code maximumConcurrentLoads}, reads and refreshes together call the loader no more often at once. */
@SuppressWarnings("ThreadPriorityCheck") // yields make for more interleavings
final class LimitedRefreshTest {
  private static final int LIMIT = 2;

  private final LoadingCaches caches = new LoadingCaches();
  private final CountingLoader loader = new CountingLoader();
  private final BlockingQueue<Thread> background = new LinkedBlockingQueue<>();
  private final LungoCache<String, String> cache = caches.of(
      String.class,
      String.class,
      loader,
      settings -> settings
          .maximumConcurrentLoads(LIMIT)
          .refreshAfterWrite(Duration.ofNanos(1))
          .refreshWindow(Duration.ofNanos(1))
          .executor(this::runInBackground));

  /** Runs a task on a thread of its own. */
  private void runInBackground(Runnable task) {
    Thread thread = new Thread(task, "refresh");
    thread.setDaemon(true);
    background.add(thread);
    thread.start();
  }

  @AfterEach
  void close() {
    loader.releaseAll();
    caches.close();
  }

  @Test
  void refresh_readsLoadAsManyAsMayBe_waitsForOneOfThem() throws Exception {
    cache.put("due", "old");
    FutureTask<String> first = held("first");
    FutureTask<String> second = held("second");

    assertThat(cache.get("due")).isEqualTo("old");
    LoadingCaches.awaitWaiting(refresher());
    assertThat(loader.running).hasValue(LIMIT);

    loader.release("first");
    assertThat(LoadingCaches.result(first)).isEqualTo("loaded");
    loader.awaitHeld("due");
    loader.releaseAll();
    assertThat(LoadingCaches.result(second)).isEqualTo("loaded");
    assertThat(loader.most).hasValue(LIMIT);
  }

  @Test
  void read_refreshesLoadAsManyAsMayBe_waitsForOneOfThem() throws Exception {
    for (String key : List.of("first", "second")) {
      cache.put(key, "old");
      assertThat(cache.get(key)).isEqualTo("old");
      loader.awaitHeld(key);
    }

    FutureTask<String> read = caches.start(() -> cache.get("missing"));
    caches.awaitLastWaiting();
    assertThat(loader.running).hasValue(LIMIT);
    assertThat(cache.get("first")).isEqualTo("old");

    loader.release("second");
    loader.awaitHeld("missing");
    loader.releaseAll();
    assertThat(LoadingCaches.result(read)).isEqualTo("loaded");
    assertThat(loader.most).hasValue(LIMIT);
  }

  @Test
  void refreshesAndReads_manyAtOnce_neverExceedTheLimit() {
    loader.releaseAll();
    List<FutureTask<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int caller = i;
      callers.add(caches.start(() -> {
        for (int read = 0; read < 200; read++) {
          cache.get(String.valueOf(read % 10));
          cache.get(caller + "-" + read);
        }
        return null;
      }));
    }
    callers.forEach(LoadingCaches::result);

    assertThat(loader.most).hasValueLessThanOrEqualTo(LIMIT);
    assertThat(loader.refreshes).hasPositiveValue();
  }

  /** Reads a key that is missing, and returns when the loader is at it. */
  private FutureTask<String> held(String key) {
    FutureTask<String> read = caches.start(() -> cache.get(key));
    loader.awaitHeld(key);
    return read;
  }

  /** Returns the thread of a refresh; the first one only closes the window. */
  private Thread refresher() throws InterruptedException {
    assertThat(background.poll(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isNotNull();
    return background.poll(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Counts its calls that run, and holds each of them until the test releases its key. */
  private static final class CountingLoader implements CacheLoader<String, String> {
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final AtomicInteger refreshes = new AtomicInteger();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> released = new ConcurrentHashMap<>();
    private volatile boolean isFree;

    void awaitHeld(String key) {
      LoadingCaches.await(latch(held, key));
    }

    void release(String key) {
      latch(released, key).countDown();
    }

    void releaseAll() {
      isFree = true;
      released.values().forEach(CountDownLatch::countDown);
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String key) {
      return latches.computeIfAbsent(key, k -> new CountDownLatch(1));
    }

    private void hold(String key) {
      CountDownLatch release = latch(released, key);
      latch(held, key).countDown();
      if (isFree) {
        Thread.yield();
      } else {
        LoadingCaches.await(release);
      }
    }

    @Override
    public String load(String key) {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      hold(key);
      running.decrementAndGet();
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      refreshes.incrementAndGet();
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      Map<String, String> values = new HashMap<>();
      for (String key : keys) {
        hold(key);
        values.put(key, "refreshed");
      }
      running.decrementAndGet();
      return values;
    }
  }
}
