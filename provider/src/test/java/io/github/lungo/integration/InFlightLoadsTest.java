// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class InFlightLoadsTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final AtomicLong clock = new AtomicLong();
  private final LoadPermits permits = new LoadPermits("test", Integer.MAX_VALUE, LIMIT);
  private final InFlightLoads<String, String> loads =
      new InFlightLoads<>("test", LIMIT, clock::get, permits);

  @Test
  void enter_nothingRuns_leads() {
    assertThat(loads.enter(loads.newLoad("k"))).isNull();
    assertThat(loads.size()).isEqualTo(1);
  }

  @Test
  void enter_loadRuns_joinsIt() {
    Load<String> first = entered("k");

    assertThat(loads.enter(loads.newLoad("k"))).isSameAs(first);
  }

  @Test
  void enter_loadOlderThanLimit_leadsAndFencesTheOld() {
    Load<String> old = entered("k");
    clock.addAndGet(LIMIT.toNanos());

    assertThat(loads.enter(loads.newLoad("k"))).isNull();
    assertThat(stores(old)).isFalse();
    assertThat(loads.overtaken()).isEqualTo(1);
  }

  @Test
  void enter_loadYoungerThanLimit_joinsIt() {
    Load<String> old = entered("k");
    clock.addAndGet(LIMIT.toNanos() - 1);

    assertThat(loads.enter(loads.newLoad("k"))).isSameAs(old);
    assertThat(loads.overtaken()).isZero();
  }

  @Test
  void enterAfresh_loadRuns_fencesIt() {
    Load<String> old = entered("k");
    Load<String> fresh = loads.newLoad("k");

    loads.enterAfresh(fresh);

    assertThat(stores(old)).isFalse();
    assertThat(stores(fresh)).isTrue();
    assertThat(loads.running("k")).isSameAs(fresh);
  }

  @Test
  void fence_loadRuns_keepsItFromStoringAndFromBeingJoined() {
    Load<String> load = entered("k");

    loads.fence("k");

    assertThat(stores(load)).isFalse();
    assertThat(loads.running("k")).isNull();
  }

  @Test
  void leave_fencedLoad_leavesTheNextOneAlone() {
    Load<String> old = entered("k");
    loads.fence("k");
    Load<String> next = entered("k");

    loads.leave(old);

    assertThat(loads.running("k")).isSameAs(next);
  }

  /** The load must be fenced when {@code fence} returns, whoever else comes and goes; a map's size is not to be relied on. */
  @Test
  void fence_othersComeAndGo_neverMissesALoad() throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String key = "other-" + i % 2;
      others.add(started(() -> {
        while (!isOver.get()) {
          loads.enter(loads.newLoad(key));
          loads.fence(key);
        }
      }));
    }

    int missed = 0;
    for (int round = 0; round < 300_000; round++) {
      Load<String> load = loads.newLoad("k");
      loads.enter(load);
      loads.fence("k");
      missed += stores(load) ? 1 : 0;
    }

    isOver.set(true);
    join(others);
    assertThat(missed).isZero();
  }

  /** Whichever of two writes finds the load, it is fenced when either returns. */
  @Test
  void fence_twoAtOnce_closedWhenEitherReturns() throws Exception {
    raceTwo(() -> loads.fenceAll(), () -> loads.fenceAll());
  }

  @Test
  void fence_whileOvertaken_closedWhenItReturns() throws Exception {
    raceTwo(() -> loads.fence("k"), () -> loads.enter(loads.newLoad("k")));
  }

  /** Runs both against a fresh load, each round; the first must have closed its fence when it returns. */
  private void raceTwo(Runnable fence, Runnable other) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    int rounds = 20_000;
    AtomicInteger open = new AtomicInteger();
    Thread second = started(() -> {
      for (int round = 0; round < rounds; round++) {
        await(barrier);
        other.run();
        await(barrier);
      }
    });
    for (int round = 0; round < rounds; round++) {
      clock.set(-LIMIT.toNanos());
      Load<String> load = loads.newLoad("k");
      loads.enter(load);
      clock.set(0);
      await(barrier);
      fence.run();
      open.addAndGet(stores(load) ? 1 : 0);
      await(barrier);
      loads.fenceAll();
    }
    join(List.of(second));
    assertThat(open).hasValue(0);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void await_loadFailed_throwsLoaderExceptionWithTheLoadersOwnAsCause(Throwable thrown) {
    Load<String> load = entered("k");
    load.runBy(new Thread());
    load.fail(thrown);

    assertThatThrownBy(() -> loads.await("k", load))
        .isExactlyInstanceOf(CacheLoaderException.class)
        .cause()
        .isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void await_loadFailsMeanwhile_throwsLoaderExceptionWithTheLoadersOwnAsCause(Throwable thrown)
      throws Exception {
    Load<String> load = entered("k");
    AtomicReference<@Nullable Throwable> caught = new AtomicReference<>();
    Thread waiter = started(() -> caught.set(catchThrowable(() -> loads.await("k", load))));
    awaitWaiting(waiter);

    load.fail(thrown);

    join(List.of(waiter));
    assertThat(caught.get()).isExactlyInstanceOf(CacheLoaderException.class);
    assertThat(caught.get().getCause()).isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void future_loadFails_completesWithLoaderExceptionWithTheLoadersOwnAsCause(Throwable thrown) {
    Load<String> load = entered("k");
    var future = loads.future("k", load);

    load.fail(thrown);

    assertThatThrownBy(future::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isExactlyInstanceOf(CacheLoaderException.class)
        .cause()
        .isSameAs(thrown);
  }

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("down"),
        new CancellationException("the loader's own"),
        new CompletionException("the loader's own", new IllegalStateException("inner")),
        new AssertionError("an Error"));
  }

  @Test
  void await_loadOfOwnThread_isRefused() {
    Load<String> load = entered("k");
    load.runBy(Thread.currentThread());

    assertThatThrownBy(() -> loads.await("k", load))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cache 'test': the loader of key k asks the cache for that key");
  }

  /** A ring of threads, each of which loads a key and waits for its neighbour's. */
  @Test
  void await_ringOfThreads_refusesAtLeastOneAndHangsNone() throws Exception {
    for (int size = 2; size <= 6; size++) {
      int threads = size;
      CyclicBarrier barrier = new CyclicBarrier(threads);
      AtomicInteger refused = new AtomicInteger();
      List<Load<String>> ring = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        ring.add(entered("ring-" + threads + "-" + i));
      }
      List<Thread> runners = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Load<String> own = ring.get(i);
        Load<String> wanted = ring.get((i + 1) % threads);
        runners.add(started(() -> {
          own.runBy(Thread.currentThread());
          await(barrier);
          try {
            own.finish(loads.await("neighbour", wanted));
          } catch (IllegalStateException e) {
            refused.incrementAndGet();
            own.fail(e);
          } catch (CacheLoaderException e) {
            own.fail(e);
          }
        }));
      }
      join(runners);
      assertThat(refused.get()).isPositive();
    }
  }

  @Test
  void permits_loaderWaitsForALoadThatNeedsItsPermit_lendsIt() throws Exception {
    LoadPermits one = new LoadPermits("test", 1, LIMIT);
    InFlightLoads<String, String> limited = new InFlightLoads<>("test", LIMIT, clock::get, one);
    Load<String> other = limited.newLoad("other");
    limited.enter(other);
    CountDownLatch hasPermit = new CountDownLatch(1);
    AtomicReference<@Nullable String> result = new AtomicReference<>();
    Thread outer = started(() -> one.run(() -> {
      hasPermit.countDown();
      result.set(limited.await("other", other));
      return result;
    }));
    hasPermit.await();

    one.run(() -> other).finish("loaded");

    join(List.of(outer));
    assertThat(result.get()).isEqualTo("loaded");
  }

  @Test
  void permits_afterManyNestedLoads_areAllBack() throws Exception {
    long seed = 7;
    LoadPermits two = new LoadPermits("test", 2, Duration.ofMillis(100));
    InFlightLoads<Integer, String> limited = new InFlightLoads<>("test", LIMIT, clock::get, two);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(seed + i);
      threads.add(started(() -> {
        for (int round = 0; round < 2_000; round++) {
          int key = random.nextInt(3);
          Load<String> load = limited.newLoad(key);
          Load<String> running = limited.enter(load);
          if (running == null) {
            limited.leave(load);
            load.finish("v");
          } else {
            two.run(() -> limited.await(key, running) + "");
          }
        }
      }));
    }
    join(threads);

    CountDownLatch both = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      threads.add(started(() -> two.run(() -> {
        both.countDown();
        await(both);
        return both;
      })));
    }
    join(threads);
    assertThat(both.getCount()).isZero();
  }

  @Test
  void closeAll_loadNobodyHasBegun_failsItAtOnce() {
    Load<String> queued = entered("k");

    loads.closeAll(System.nanoTime() + LIMIT.toNanos());

    assertThat(queued.finished()).isCompletedExceptionally();
    assertThat(queued.runBy(Thread.currentThread())).isFalse();
  }

  private Load<String> entered(String key) {
    Load<String> load = loads.newLoad(key);
    assertThat(loads.enter(load)).isNull();
    return load;
  }

  private static boolean stores(Load<String> load) {
    return load.storeUnlessFenced(() -> {});
  }

  private static Thread started(Runnable task) {
    Thread thread = new Thread(task, "in-flight-loads-test");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
      assertThat(thread.isAlive()).as("still running: " + thread).isFalse();
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
