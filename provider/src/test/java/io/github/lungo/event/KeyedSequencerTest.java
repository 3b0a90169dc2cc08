// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.event.KeyedSequencer.Result;
import io.github.lungo.event.KeyedSequencer.Turn;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class KeyedSequencerTest {
  private static final Duration LONG = Duration.ofSeconds(8);

  private final KeyedSequencer<String> sequencer = new KeyedSequencer<>();
  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  private final List<Result> results = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void nobodyWaitedInVain() {
    assertThat(results).doesNotContain(Result.TIMED_OUT);
  }

  private Turn enqueue(String key, String name) {
    return enqueue(key, () -> ran.add(name));
  }

  private Turn enqueue(String key, Runnable task) {
    Turn turn = new Turn() {
      @Override
      void run() {
        task.run();
      }
    };
    sequencer.enqueue(key, turn);
    return turn;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(8, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run(String key, Runnable task) {
    try {
      results.add(sequencer.await(enqueue(key, task), LONG));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void await_laterTask_runsEarlierOnesFirst() throws Exception {
    enqueue("a", "1");
    Turn second = enqueue("a", "2");
    enqueue("a", "3");

    assertThat(sequencer.await(second, LONG)).isEqualTo(Result.DONE);

    assertThat(ran).containsExactly("1", "2", "3");
    assertThat(sequencer.hasTasks("a")).isFalse();
  }

  @Test
  void await_taskThatHasRun_returnsAtOnce() throws Exception {
    Turn turn = enqueue("a", "1");
    sequencer.drain("a");

    assertThat(sequencer.await(turn, Duration.ZERO)).isEqualTo(Result.DONE);
    assertThat(ran).containsExactly("1");
  }

  @Test
  void drain_unknownKey_doesNothing() {
    sequencer.drain("a");

    assertThat(sequencer.hasTasks("a")).isFalse();
  }

  @Test
  void await_eightThreads_keepsOrderOfEachKeyAndLeavesNoLane() throws Exception {
    long seed = System.nanoTime();
    System.out.println("KeyedSequencerTest seed " + seed);
    int keys = 3;
    List<List<Integer>> queued = new ArrayList<>();
    List<List<Integer>> done = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      queued.add(new ArrayList<>());
      done.add(new ArrayList<>());
    }

    Threads.run(8, thread -> {
      Random random = new Random(seed + thread);
      for (int i = 0; i < 2_000; i++) {
        int key = random.nextInt(keys);
        int id = thread * 10_000 + i;
        List<Integer> log = queued.get(key);
        Turn turn;
        synchronized (log) {
          log.add(id);
          turn = enqueue("" + key, () -> done.get(key).add(id));
        }
        if (random.nextInt(4) == 0) {
          sequencer.drain("" + key);
        }
        assertThat(sequencer.await(turn, LONG)).isEqualTo(Result.DONE);
      }
    });

    assertThat(done).as("seed %d", seed).isEqualTo(queued);
    for (int i = 0; i < keys; i++) {
      assertThat(sequencer.hasTasks("" + i)).isFalse();
    }
  }

  @Test
  void await_differentKeys_runAtTheSameTime() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);

    Threads.run(
        2,
        thread -> run("" + thread, () -> {
          try {
            both.await(8, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        }));

    assertThat(both.isBroken()).isFalse();
  }

  @Test
  void await_nestedTaskOfSameKey_runsAfterTheCurrentOne() {
    run("a", () -> {
      run("a", () -> ran.add("nested"));
      ran.add("current");
    });

    assertThat(ran).containsExactly("current", "nested");
    assertThat(sequencer.hasTasks("a")).isFalse();
  }

  @Test
  void await_nestedTaskOfSameKeyByDetour_runsAfterTheCurrentOne() {
    run("a", () -> {
      run("b", () -> {
        run("a", () -> ran.add("a nested"));
        ran.add("b");
      });
      ran.add("a");
    });

    assertThat(ran).containsExactly("b", "a", "a nested");
    assertThat(sequencer.hasTasks("a")).isFalse();
    assertThat(sequencer.hasTasks("b")).isFalse();
  }

  @Test
  void await_tasksThatQueueForEachOthersKey_doNotDeadlock() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);

    Threads.run(
        2,
        thread -> run("" + thread, () -> {
          try {
            both.await(8, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          run("" + (1 - thread), () -> ran.add("nested"));
          ran.add("outer");
        }));

    assertThat(ran).containsExactlyInAnyOrder("outer", "outer", "nested", "nested");
    assertThat(sequencer.hasTasks("0")).isFalse();
    assertThat(sequencer.hasTasks("1")).isFalse();
  }

  /** Runs a test while another thread is at work on key {@code a}, and waits for that thread to end. */
  private void whileBusy(BusyTest test) throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Future<?> busy = Threads.start(() -> run("a", () -> {
      started.countDown();
      await(mayEnd);
      ran.add("busy");
    }));
    await(started);
    try {
      test.run();
    } finally {
      mayEnd.countDown();
      busy.get(8, TimeUnit.SECONDS);
    }
  }

  @FunctionalInterface
  private interface BusyTest {
    void run() throws Exception;
  }

  @Test
  void await_busyKey_timesOutAndLeavesTheTaskToTheRunner() throws Exception {
    whileBusy(() -> assertThat(sequencer.await(enqueue("a", "late"), Duration.ofMillis(20)))
        .isEqualTo(Result.TIMED_OUT));

    assertThat(ran).containsExactly("busy", "late");
    assertThat(sequencer.hasTasks("a")).isFalse();
  }

  @Test
  void drain_busyKey_leavesTheTaskToTheRunner() throws Exception {
    whileBusy(() -> {
      enqueue("a", "late");
      sequencer.drain("a");
      assertThat(ran).isEmpty();
    });

    assertThat(ran).containsExactly("busy", "late");
    assertThat(sequencer.hasTasks("a")).isFalse();
  }

  @Test
  void await_interrupted_leavesTheTaskToTheRunner() throws Exception {
    whileBusy(() -> {
      Turn turn = enqueue("a", "late");
      Future<?> waiter = Threads.start(() -> {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> sequencer.await(turn, LONG))
            .isInstanceOf(InterruptedException.class);
      });
      waiter.get(8, TimeUnit.SECONDS);
    });

    assertThat(ran).containsExactly("busy", "late");
    assertThat(sequencer.hasTasks("a")).isFalse();
  }

  @Test
  void await_failingTask_doesNotBlockTheKey() throws Exception {
    enqueue("a", () -> {
      throw new AssertionError("boom");
    });
    Turn next = enqueue("a", "next");

    try {
      sequencer.await(next, LONG);
    } catch (AssertionError expected) {
      // whether the failure comes out is not what this is about
    }

    Future<Result> other =
        Threads.call(() -> sequencer.await(enqueue("a", "other"), Duration.ofMillis(500)));
    assertThat(other.get(8, TimeUnit.SECONDS)).isEqualTo(Result.DONE);
    assertThat(ran).containsExactly("next", "other");
    assertThat(sequencer.hasTasks("a")).isFalse();
  }
}
