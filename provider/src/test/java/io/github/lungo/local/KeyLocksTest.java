// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.testing.Threads;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class KeyLocksTest {
  private final KeyLocks<String> locks = new KeyLocks<>("c", new KeyWaits());

  private void hold(String key, Runnable work) {
    KeyLock lock = locks.acquire(key);
    try {
      work.run();
    } finally {
      locks.release(lock);
    }
  }

  private void awaitWaiting(String key, int count) {
    while (locks.held(key).getQueueLength() < count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void release_nobodyWaits_leavesNoLock() {
    hold("a", () -> assertThat(locks.held("a")).isNotNull());

    assertThat(locks.held("a")).isNull();
  }

  @Test
  void acquire_eightThreads_excludesAndLeavesNoLocks() throws Exception {
    int keys = 3;
    int[] counts = new int[keys];
    AtomicInteger[] inside = new AtomicInteger[keys];
    for (int i = 0; i < keys; i++) {
      inside[i] = new AtomicInteger();
    }

    Threads.run(8, thread -> {
      Random random = new Random(thread);
      for (int i = 0; i < 5_000; i++) {
        int key = random.nextInt(keys);
        hold("" + key, () -> {
          assertThat(inside[key].incrementAndGet()).isEqualTo(1);
          counts[key]++;
          inside[key].decrementAndGet();
        });
      }
    });

    assertThat(counts[0] + counts[1] + counts[2]).isEqualTo(40_000);
    for (int i = 0; i < keys; i++) {
      assertThat(locks.held("" + i)).isNull();
    }
  }

  @Test
  void release_severalWait_theFirstComesNext() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Future<?>> ends = new ArrayList<>();
    KeyLock mine = locks.acquire("a");
    for (int i = 0; i < 4; i++) {
      int number = i;
      ends.add(Threads.start(() -> hold("a", () -> order.add(number))));
      awaitWaiting("a", i + 1);
    }

    locks.release(mine);
    for (Future<?> end : ends) {
      end.get(8, TimeUnit.SECONDS);
    }

    assertThat(order).containsExactly(0, 1, 2, 3);
    assertThat(locks.held("a")).isNull();
  }

  /** A thread may have got hold of a lock that leaves its place at that moment. */
  @Test
  void acquire_lockThatIsBeingDropped_looksAgain() throws Exception {
    KeyLock mine = locks.acquire("a");
    Future<Boolean> other = Threads.call(() -> locks.acquire("a") == locks.held("a"));
    awaitWaiting("a", 1);

    mine.isRetired = true; // as if nobody had waited a moment ago
    mine.unlock();

    assertThat(other.get(8, TimeUnit.SECONDS)).isTrue();
    assertThat(locks.held("a")).isNotNull().isNotSameAs(mine);
  }

  @Test
  void release_hashThatChangedMeanwhile_freesTheKey() {
    KeyLocks<List<String>> ofLists = new KeyLocks<>("c", new KeyWaits());
    List<String> key = new ArrayList<>(List.of("a"));

    KeyLock lock = ofLists.acquire(key);
    key.add("b");
    ofLists.release(lock);

    assertThat(ofLists.held(List.of("a"))).isNull();
    assertThat(ofLists.held(key)).isNull();
  }

  /** More keys than slots, so that they meet. */
  @Test
  void acquireAll_thousandKeys_leavesNoneBehind() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      keys.add("k" + i);
    }

    List<KeyLock> all = locks.acquireAll(keys);
    assertThat(keys).allMatch(key -> locks.held(key) != null);
    all.forEach(locks::release);

    assertThat(keys).allMatch(key -> locks.held(key) == null);
  }

  @Test
  void acquire_otherKey_doesNotWait() throws Exception {
    KeyLock mine = locks.acquire("a");

    Threads.start(() -> hold("b", () -> {})).get(8, TimeUnit.SECONDS);

    locks.release(mine);
  }

  @Test
  void acquire_keyThatIsHeldByThisThread_isRefused() {
    hold(
        "a",
        () -> assertThatExceptionOfType(CacheException.class)
            .isThrownBy(() -> locks.acquire("a"))
            .withMessageContainingAll("cache 'c'", "key a"));

    assertThat(locks.held("a")).isNull();
    hold("a", () -> {});
  }

  @Test
  void acquireAll_keyThatIsHeldByThisThread_isRefusedAndHoldsNothing() {
    hold(
        "b",
        () -> assertThatExceptionOfType(CacheException.class)
            .isThrownBy(() -> locks.acquireAll(List.of("a", "b", "c"))));

    assertThat(locks.held("a")).isNull();
    assertThat(locks.held("b")).isNull();
    assertThat(locks.held("c")).isNull();
  }

  @Test
  void acquire_twoThreadsWaitForEachOther_oneGetsAnException() throws Exception {
    for (int round = 0; round < 200; round++) {
      CyclicBarrier both = new CyclicBarrier(2);
      AtomicInteger refused = new AtomicInteger();

      Threads.run(
          2,
          thread -> hold("" + thread, () -> {
            try {
              both.await(8, TimeUnit.SECONDS);
              hold("" + (1 - thread), () -> {});
            } catch (CacheException e) {
              refused.incrementAndGet();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }));

      assertThat(refused.get()).isBetween(1, 2);
      assertThat(locks.held("0")).isNull();
      assertThat(locks.held("1")).isNull();
    }
  }

  @Test
  void acquire_threeThreadsWaitInACircle_oneGetsAnException() throws Exception {
    for (int round = 0; round < 100; round++) {
      CyclicBarrier all = new CyclicBarrier(3);
      AtomicInteger refused = new AtomicInteger();

      Threads.run(
          3,
          thread -> hold("" + thread, () -> {
            try {
              all.await(8, TimeUnit.SECONDS);
              hold("" + (thread + 1) % 3, () -> {});
            } catch (CacheException e) {
              refused.incrementAndGet();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }));

      assertThat(refused.get()).isBetween(1, 3);
    }
  }

  /** One thread nests its keys, the other never holds two: there is no circle, whatever it may look like for a moment. */
  @Test
  void acquire_noCircle_isNeverRefused() throws Exception {
    Threads.run(4, thread -> {
      for (int i = 0; i < 20_000; i++) {
        if (thread == 0) {
          hold("a", () -> hold("b", () -> {}));
        } else {
          hold("b", () -> {});
          hold("a", () -> {});
        }
      }
    });

    assertThat(locks.held("a")).isNull();
    assertThat(locks.held("b")).isNull();
  }

  @Test
  void acquireAll_overlappingSetsInAnyOrder_neverDeadlocks() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KeyLocksTest seed " + seed);
    int keys = 6;
    int[] owners = new int[keys];

    Threads.run(8, thread -> {
      Random random = new Random(seed + thread);
      for (int i = 0; i < 500; i++) {
        List<String> mine = new ArrayList<>();
        for (int key = 0; key < keys; key++) {
          if (random.nextBoolean()) {
            mine.add("" + key);
          }
        }
        if (mine.isEmpty()) {
          continue;
        }
        Collections.shuffle(mine, random);
        List<KeyLock> held = locks.acquireAll(mine);
        mine.forEach(key -> {
          assertThat(owners[Integer.parseInt(key)]).as("seed %d", seed).isZero();
          owners[Integer.parseInt(key)] = thread + 1;
        });
        mine.forEach(key -> owners[Integer.parseInt(key)] = 0);
        for (int k = 0; k < mine.size(); k++) {
          locks.release(held.get(k));
        }
      }
    });

    for (int key = 0; key < keys; key++) {
      assertThat(locks.held("" + key)).isNull();
    }
  }

  @Test
  void acquireAll_locksEveryKeyInItsOrder() {
    List<KeyLock> held = locks.acquireAll(List.of("b", "a"));

    assertThat(held).containsExactly(locks.held("b"), locks.held("a"));
    assertThat(held).allMatch(KeyLock::isHeldByCurrentThread);
    locks.release(held.get(0));
    locks.release(held.get(1));
    assertThat(locks.held("a")).isNull();
  }

  @Test
  void awaitRelease_stepOfAnotherThread_waitsForItButNotForever() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Future<?> other = Threads.start(() -> hold("a", () -> {
      started.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      ended.incrementAndGet();
    }));
    started.await();

    hold("mine", () -> {
      locks.awaitRelease(System.nanoTime() + 10_000_000);
      assertThat(ended.get()).isZero();
      mayEnd.countDown();
      locks.awaitRelease(System.nanoTime() + TimeUnit.SECONDS.toNanos(8));
    });

    assertThat(ended.get()).isEqualTo(1);
    other.get(8, TimeUnit.SECONDS);
  }
}
