// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.hostile;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs things on threads of their own, and tells where all threads are if one does not come back. */
final class Watchdog {
  private static final Duration LIMIT = Duration.ofSeconds(12);

  private Watchdog() {}

  /** Starts something on a daemon thread. */
  static <T> Future<T> start(String thread, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread started = new Thread(task, thread);
    started.setDaemon(true);
    started.start();
    return task;
  }

  /** Runs something that must end, on a thread that holds no lock. */
  static void run(String what, Callable<?> work) throws Exception {
    try {
      await(what, start("watchdog", work));
    } catch (ExecutionException failure) {
      throw new AssertionError(what + " failed", failure.getCause());
    }
  }

  /** Returns what was started, or fails with the stacks of all threads. */
  static <T> T await(String what, Future<T> work) throws Exception {
    try {
      return work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(what + " hangs" + stacks(), late);
    }
  }

  private static String stacks() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Thread, StackTraceElement[]> thread :
        Thread.getAllStackTraces().entrySet()) {
      text.append("\n\n").append(thread.getKey());
      for (StackTraceElement frame : thread.getValue()) {
        text.append("\n  at ").append(frame);
      }
    }
    return text.toString();
  }
}
