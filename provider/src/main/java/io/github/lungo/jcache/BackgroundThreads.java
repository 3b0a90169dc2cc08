// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import java.lang.reflect.Method;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a manager: daemons, made at their first use, virtual where the JVM has such, gone when they were idle for
 * 10 seconds. Tasks run with the manager's class loader as context. When as many tasks wait as the queue holds, a caller
 * runs its own. Thread-safe.
 */
final class BackgroundThreads implements Executor {
  private static final System.Logger log = System.getLogger(BackgroundThreads.class.getName());
  private static final int QUEUE_LENGTH = 10_000;
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor pool;
  private final ClassLoader contextLoader;

  BackgroundThreads(String name, int maximum, ClassLoader contextLoader) {
    this.contextLoader = contextLoader;
    this.pool = new ThreadPoolExecutor(
        maximum,
        maximum,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUE_LENGTH),
        threads("lungo-" + name + "-"),
        new ThreadPoolExecutor.CallerRunsPolicy());
    pool.allowCoreThreadTimeOut(true);
  }

  /** Runs the task, or drops it if the manager is closed. */
  @Override
  public void execute(Runnable task) {
    pool.execute(() -> runInContext(task));
  }

  /** What user code throws here has no caller; the thread lives on, and nothing is printed. */
  @SuppressWarnings("CatchingUnchecked") // an Error would end the thread too
  private void runInContext(Runnable task) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(contextLoader);
    try {
      task.run();
    } catch (Throwable failure) {
      log.log(
          System.Logger.Level.ERROR, "a task on thread " + thread.getName() + " failed", failure);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Takes no more tasks, and interrupts none. */
  void close() {
    pool.shutdown();
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = newThread(task, prefix + number.incrementAndGet());
      thread.setContextClassLoader(null);
      return thread;
    };
  }

  /** Virtual threads exist from Java 21 on, which this code is not compiled for. */
  private static Thread newThread(Runnable task, String name) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Object named = type.getMethod("name", String.class).invoke(builder, name);
      Method unstarted = type.getMethod("unstarted", Runnable.class);
      return (Thread) unstarted.invoke(named, task);
    } catch (ReflectiveOperationException e) {
      Thread thread = new Thread(null, task, name, 0, false);
      thread.setDaemon(true);
      return thread;
    }
  }
}
