// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Daemon threads of tests, whose failures reach the test. */
public final class Threads {

  private Threads() {}

  /** Something that a thread does. */
  @FunctionalInterface
  public interface Work {
    /** Does it, on the thread of the given number. */
    void run(int thread) throws Exception;
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Action {
    /** Does it. */
    void run() throws Exception;
  }

  /** Starts a thread and returns its end. */
  public static Future<?> start(Action action) {
    return call(() -> {
      action.run();
      return null;
    });
  }

  /** Starts a thread and returns its result. */
  public static <T> Future<T> call(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "test");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  /** Does something on another thread, and waits for it. */
  public static void elsewhere(Action action) {
    try {
      start(action).get(8, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Runs the work on many threads that start together, and waits for all of them. */
  public static void run(int count, Work work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int thread = i;
      ends.add(start(() -> {
        start.await();
        work.run(thread);
      }));
    }
    start.countDown();
    for (Future<?> end : ends) {
      end.get(30, TimeUnit.SECONDS);
    }
  }
}
