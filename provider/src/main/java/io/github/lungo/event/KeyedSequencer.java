// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import io.github.lungo.keyed.Keyed;
import io.github.lungo.keyed.KeyedSlots;
import java.time.Duration;
import java.util.Objects;
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

  private final KeyedSlots<Lane> lanes = new KeyedSlots<>();

  /** The tasks of one key. All fields that change are guarded by the lane's monitor. */
  private static final class Lane implements Keyed {
    final Object key;
    final int keyHash;

    /** The tasks in their order, linked; null if there are none. */
    @Nullable
    Turn first;

    @Nullable
    Turn last;

    /** Written by the runner alone, so that a thread knows of itself without the monitor whether it is that. */
    @Nullable
    Thread runner;

    int waiters;

    /** Whether the lane was empty and has left, so that who has come to it must look again. */
    boolean isDropped;

    Lane(Object key, Turn only) {
      this.key = key;
      this.keyHash = key.hashCode();
      add(only);
    }

    void add(Turn turn) {
      turn.lane = this;
      if (last == null) {
        first = turn;
      } else {
        last.next = turn;
      }
      last = turn;
    }

    /** Takes the first task out, which is over. */
    void remove(Turn done) {
      done.isDone = true;
      first = done.next;
      if (first == null) {
        last = null;
      }
    }

    @Override
    public Object key() {
      return key;
    }

    @Override
    public int keyHash() {
      return keyHash;
    }

    /**
     * Makes the thread the runner if there is something to run.
     *
     * @param wanted the task that the thread wants done; if null, all that nobody waits for
     */
    @Nullable
    Turn begin(@Nullable Turn wanted) {
      @Nullable Turn begun = next(wanted);
      runner = begun == null ? null : Thread.currentThread();
      return begun;
    }

    /** Returns what the runner is to run next: tasks up to the wanted one, and those behind it that nobody waits for. */
    @Nullable
    Turn next(@Nullable Turn wanted) {
      boolean wantsMore = wanted != null && !wanted.isDone;
      return first == null || (first.isAwaited && !wantsMore) ? null : first;
    }
  }

  /** A task in its place in the queue; but for the lane, its fields are guarded by the lane's monitor. */
  abstract static class Turn {
    /** Set once, before other threads know the turn. */
    private @Nullable Lane lane;

    private @Nullable Turn next;
    private boolean isAwaited;
    private boolean isDone;

    /** Does the task. */
    abstract void run();
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
  void enqueue(K key, Turn turn) {
    Lane fresh = new Lane(key, turn);
    while (true) {
      @Nullable Lane present = lanes.putIfAbsent(fresh);
      if (present == null) {
        return;
      }
      synchronized (present) {
        if (!present.isDropped) {
          present.add(turn);
          return;
        }
      }
    }
  }

  /** Returns after the task has run, on this thread or another, or when there is a reason not to wait longer. */
  Result await(Turn turn, Duration limit) throws InterruptedException {
    Lane lane = Objects.requireNonNull(turn.lane);
    @Nullable InterruptedException interruption = null;
    @Nullable Turn first;
    synchronized (lane) {
      if (!turn.isDone && lane.runner != null) {
        if (isRunner()) {
          return Result.LEFT_TO_RUNNER;
        }
        try {
          if (!awaitRunner(lane, turn, System.nanoTime() + limit.toNanos())) {
            return Result.TIMED_OUT;
          }
        } catch (InterruptedException e) {
          interruption = e;
        }
      }
      if (!turn.isDone && interruption != null && lane.runner != null) {
        // The runner runs this task too; had it left already, this thread would have to.
        throw interruption;
      }
      first = turn.isDone ? null : lane.begin(turn);
    }
    if (first != null) {
      run(lane, first, turn);
    }
    if (interruption != null) {
      Thread.currentThread().interrupt();
    }
    return Result.DONE;
  }

  /** Waits until the task has run or nobody is at work on the lane; returns false if that takes too long. */
  private static boolean awaitRunner(Lane lane, Turn turn, long end) throws InterruptedException {
    lane.waiters++;
    turn.isAwaited = true;
    try {
      while (!turn.isDone && lane.runner != null) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          turn.isAwaited = false;
          return false;
        }
        lane.wait(left);
      }
    } catch (InterruptedException e) {
      turn.isAwaited = false;
      throw e;
    } finally {
      lane.waiters--;
    }
    return true;
  }

  /** Returns whether this thread runs a task. */
  private boolean isRunner() {
    return runningKey() != null;
  }

  /** Returns the key whose tasks this thread runs, or null. */
  @SuppressWarnings("unchecked") // the lane was made for a key of this type
  @Nullable
  K runningKey() {
    for (Lane lane : lanes.all()) {
      if (lane.runner == Thread.currentThread()) {
        return (K) lane.key;
      }
    }
    return null;
  }

  /** Returns whether something is queued for the key. */
  boolean hasTasks(K key) {
    return lanes.get(key) != null;
  }

  /** Waits until no other thread runs a task, until the given point of {@link System#nanoTime} at the latest. */
  void awaitIdle(long end) throws InterruptedException {
    for (Lane lane : lanes.all()) {
      synchronized (lane) {
        lane.waiters++;
        try {
          while (lane.runner != null && lane.runner != Thread.currentThread()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
              return;
            }
            lane.wait(left);
          }
        } finally {
          lane.waiters--;
        }
      }
    }
  }

  /** Runs what is queued for the key and nobody waits for, unless another thread is at it. */
  void drain(K key) {
    @Nullable Lane lane = lanes.get(key);
    if (lane == null) {
      return;
    }
    @Nullable Turn first;
    synchronized (lane) {
      first = lane.runner == null ? lane.begin(null) : null;
    }
    if (first != null) {
      run(lane, first, null);
    }
  }

  private void run(Lane lane, Turn first, @Nullable Turn wanted) {
    boolean isDropped = false;
    @Nullable Turn next = first;
    while (next != null) {
      runOne(next);
      synchronized (lane) {
        lane.remove(next);
        next = lane.next(wanted);
        if (next == null) {
          lane.runner = null;
          lane.isDropped = lane.first == null;
          isDropped = lane.isDropped;
        }
        if (lane.waiters > 0) {
          lane.notifyAll();
        }
      }
    }
    if (isDropped) {
      lanes.remove(lane);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // a task that fails must not block those behind it
  private static void runOne(Turn turn) {
    try {
      turn.run();
    } catch (Throwable failure) {
      log.log(System.Logger.Level.ERROR, "a task failed that must not", failure);
    }
  }
}
