// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.node;

import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a member. One does what the protocols have to do, in time and in its order, and never runs user code; others
 * run the user code of operations that come from elsewhere, as many as there are such at a time: their callers wait for them,
 * so that these are bounded by the callers' threads. Thread-safe.
 */
final class NodeThreads implements Alarm, AutoCloseable {
  private static final System.Logger log = System.getLogger(NodeThreads.class.getName());
  private static final int IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor protocol;
  private final ThreadPoolExecutor background;
  private final ClassLoader contextLoader;

  NodeThreads(String name, ClassLoader contextLoader) {
    this.contextLoader = contextLoader;
    this.protocol = new ScheduledThreadPoolExecutor(1, threads("lungo-" + name + "-cluster-"));
    this.protocol.setRemoveOnCancelPolicy(true);
    this.background = new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        threads("lungo-" + name + "-primary-"));
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(null, task, prefix + number.incrementAndGet(), 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      return thread;
    };
  }

  @Override
  public Future<?> set(Duration delay, Runnable task) {
    try {
      return protocol.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException closed) {
      return cancelled();
    }
  }

  private static Future<?> cancelled() {
    FutureTask<Void> never = new FutureTask<>(() -> {
      throw new CancellationException();
    });
    never.cancel(false);
    return never;
  }

  /** Returns the thread of the protocols; once closed, it takes no more. */
  Executor protocol() {
    return task -> {
      try {
        protocol.execute(() -> run(task));
      } catch (RejectedExecutionException closed) {
        log.log(System.Logger.Level.DEBUG, "dropped, as the member is closed: " + task);
      }
    };
  }

  /** Returns the threads of user code. */
  Executor background() {
    return task -> background.execute(() -> inContext(task));
  }

  private void inContext(Runnable task) {
    Thread thread = Thread.currentThread();
    thread.setContextClassLoader(contextLoader);
    try {
      run(task);
    } finally {
      thread.setContextClassLoader(null);
    }
  }

  /** What is thrown here has no caller. */
  @SuppressWarnings("CatchingUnchecked") // an Error would end the thread too
  private static void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      log.log(System.Logger.Level.ERROR, "a task of the cluster failed", failure);
    }
  }

  /** Takes no more tasks; those of user code that run are not interrupted. */
  @Override
  public void close() {
    protocol.shutdownNow();
    background.shutdown();
  }
}
