// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in order for each key, and in parallel across keys. A task is queued at once and run by whoever asks for it
 * first: the threads that wait for tasks of one key take turns in running them, so that no thread of its own is needed.
 * Thread-safe.
 *
 * <p>A task may queue tasks itself, for its own key too. They run after it, on whichever thread is at work on their key;
 * a thread that runs a task never waits for another one, so tasks cannot wait for each other.
 *
 * @param <K> the type of keys
 */
final class KeyedSequencer<K> {
  private static final System.Logger log = System.getLogger(KeyedSequencer.class.getName());

  private final ConcurrentHashMap<K, Lane> lanes = new ConcurrentHashMap<>();
  private final Set<Thread> runners = ConcurrentHashMap.newKeySet();

  /** The tasks of one key. All fields are guarded by the lane's monitor. */
  private static final class Lane {
    final ArrayDeque<Turn> queue = new ArrayDeque<>();

    @Nullable
    Thread runner;
  }

  /** A task in its place in the queue; the flags are guarded by the lane's monitor. */
  static final class Turn {
    private final Lane lane;
    private final Runnable task;
    private boolean isAwaited;
    private boolean isDone;

    private Turn(Lane lane, Runnable task) {
      this.lane = lane;
      this.task = task;
    }
  }

  /** What became of a task that a caller waited for. */
  enum Result {
    /** It has run. */
    DONE,
    /** The caller is itself running a task; this one runs after those before it. */
    LEFT_TO_RUNNER,
    /** The tasks before it took longer than the caller would wait; it runs after them. */
    TIMED_OUT
  }

  /** Queues a task behind all those queued for the key. It runs when someone asks for it. */
  Turn enqueue(K key, Runnable task) {
    Turn[] turn = new Turn[1];
    lanes.compute(key, (k, present) -> {
      Lane lane = present == null ? new Lane() : present;
      turn[0] = new Turn(lane, task);
      synchronized (lane) {
        lane.queue.add(turn[0]);
      }
      return lane;
    });
    return turn[0];
  }

  /** Returns after the task has run, on this thread or another, or when there is a reason not to wait longer. */
  Result await(K key, Turn turn, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Lane lane = turn.lane;
    @Nullable InterruptedException interruption = null;
    synchronized (lane) {
      while (!turn.isDone && lane.runner != null) {
        if (runners.contains(Thread.currentThread())) {
          return Result.LEFT_TO_RUNNER;
        }
        turn.isAwaited = true;
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          turn.isAwaited = false;
          return Result.TIMED_OUT;
        }
        try {
          lane.wait(left);
        } catch (InterruptedException e) {
          turn.isAwaited = false;
          interruption = e;
          break;
        }
      }
      if (turn.isDone) {
        restore(interruption);
        return Result.DONE;
      }
      if (interruption != null && lane.runner != null) {
        // The runner runs this task too; had it left already, this thread would have to.
        throw interruption;
      }
      lane.runner = Thread.currentThread();
    }
    run(key, lane, turn);
    restore(interruption);
    return Result.DONE;
  }

  private static void restore(@Nullable InterruptedException interruption) {
    if (interruption != null) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether something is queued for the key. */
  boolean hasTasks(K key) {
    return lanes.containsKey(key);
  }

  /** Waits until no other thread runs a task, until the given point of {@link System#nanoTime} at the latest. */
  void awaitIdle(long end) throws InterruptedException {
    for (Lane lane : lanes.values()) {
      synchronized (lane) {
        while (lane.runner != null && lane.runner != Thread.currentThread()) {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            return;
          }
          lane.wait(left);
        }
      }
    }
  }

  /** Runs what is queued for the key and nobody waits for, unless another thread is at it. */
  void drain(K key) {
    Lane lane = lanes.get(key);
    if (lane == null) {
      return;
    }
    synchronized (lane) {
      if (lane.runner != null) {
        return;
      }
      lane.runner = Thread.currentThread();
    }
    run(key, lane, null);
  }

  /** Runs tasks up to the wanted one, and those behind it that nobody waits for. */
  private void run(K key, Lane lane, @Nullable Turn wanted) {
    boolean isOutermost = runners.add(Thread.currentThread());
    try {
      while (true) {
        Turn next;
        synchronized (lane) {
          next = lane.queue.peek();
          boolean wantsMore = wanted != null && !wanted.isDone;
          if (next == null || (next.isAwaited && !wantsMore)) {
            lane.runner = null;
            lane.notifyAll();
            break;
          }
        }
        runOne(lane, next);
      }
    } finally {
      if (isOutermost) {
        runners.remove(Thread.currentThread());
      }
    }
    lanes.computeIfPresent(key, (k, present) -> {
      synchronized (present) {
        return present.queue.isEmpty() && present.runner == null ? null : present;
      }
    });
  }

  @SuppressWarnings("CatchingUnchecked") // a task that fails must not block those behind it
  private static void runOne(Lane lane, Turn turn) {
    try {
      turn.task.run();
    } catch (Throwable failure) {
      log.log(System.Logger.Level.ERROR, "a task failed that must not", failure);
    } finally {
      synchronized (lane) {
        lane.queue.remove();
        turn.isDone = true;
        lane.notifyAll();
      }
    }
  }
}
