// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a member beside those of JGroups: as many as members are being sent to, and one that runs tasks in order.
 * Daemons, made at first use, gone when they were idle for 10 seconds or the member is closed. Thread-safe.
 */
final class ClusterThreads implements Executor {
  private static final int IDLE_SECONDS = 10;

  private final ThreadPoolExecutor senders;
  private final ThreadPoolExecutor inOrder;

  ClusterThreads(String clusterName) {
    ThreadFactory factory = threads("lungo-" + clusterName + "-");
    this.senders = new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        factory,
        new ThreadPoolExecutor.DiscardPolicy());
    this.inOrder = new ThreadPoolExecutor(
        1,
        1,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        factory,
        new ThreadPoolExecutor.DiscardPolicy());
    inOrder.allowCoreThreadTimeOut(true);
  }

  /** Runs the task at once, on a thread of its own, or never if closed. */
  @Override
  public void execute(Runnable task) {
    senders.execute(task);
  }

  /** Returns the thread that runs one task after another, and none when closed. */
  Executor inOrder() {
    return inOrder;
  }

  /** Ends all threads, soon. */
  void close() {
    senders.shutdownNow();
    inOrder.shutdownNow();
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
}
