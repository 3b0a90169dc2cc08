// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for the end of its call, and runs meanwhile what of the user's code the call needs on this member; once
 * it waits no more, the background does. For one call; {@link #execute} is thread-safe.
 */
final class CallerThread implements Executor {
  private final Thread thread = Thread.currentThread();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Executor background;
  private volatile boolean isGone;

  /** Creates the executor of the current thread. */
  CallerThread(Executor background) {
    this.background = background;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    LockSupport.unpark(thread);
    if (isGone) {
      handOver();
    }
  }

  private void handOver() {
    for (@Nullable Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      background.execute(task);
    }
  }

  /** Waits until the future is done, the point of {@link System#nanoTime} is reached, or the thread is interrupted. */
  Wait await(CompletableFuture<?> future, long end) {
    var unused = future.whenComplete((value, failure) -> LockSupport.unpark(thread));
    try {
      while (!future.isDone()) {
        @Nullable Runnable task = tasks.poll();
        if (task != null) {
          task.run();
          continue;
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          return Wait.TIMED_OUT;
        }
        LockSupport.parkNanos(this, left);
        if (Thread.interrupted()) {
          thread.interrupt();
          return future.isDone() ? Wait.DONE : Wait.INTERRUPTED;
        }
      }
      return Wait.DONE;
    } finally {
      isGone = true;
      handOver();
    }
  }

  /** How a wait has ended. */
  enum Wait {
    /** The future is done. */
    DONE,
    /** The time is over. */
    TIMED_OUT,
    /** The thread was interrupted, and still is. */
    INTERRUPTED
  }
}
