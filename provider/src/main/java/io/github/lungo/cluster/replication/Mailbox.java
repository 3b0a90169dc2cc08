// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one at a time, in their order, each on the thread that brings it or on one that is at it already. A task that
 * brings another one does not wait for it. Thread-safe, without locks.
 */
final class Mailbox {
  private static final System.Logger log = System.getLogger(Mailbox.class.getName());

  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** Runs a task, now or as soon as those before it are done; what it throws is logged, as nobody waits for it. */
  void execute(Runnable task) {
    tasks.add(task);
    if (size.getAndIncrement() > 0) {
      return;
    }
    do {
      run(tasks.remove());
    } while (size.decrementAndGet() > 0);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error failure) {
      log.log(System.Logger.Level.ERROR, "a step of the cluster failed", failure);
    }
  }
}
