// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one row on one cache, in order and for ever, and what they cost their thread. Emptying the cache between
 * two passes is left out of the cost. Confined to one thread.
 */
public final class Workload {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Operation operation;
  private final int length;
  private final @Nullable Runnable emptying;
  private int index;
  private long operations;
  private long cpuNanos;
  private long bytes;

  /**
   * @param length after how many operations it starts again
   * @param emptying what to do before that
   */
  Workload(Operation operation, int length, @Nullable Runnable emptying) {
    this.operation = operation;
    this.length = length;
    this.emptying = emptying;
  }

  /** Returns how many operations a pass has. */
  public int length() {
    return length;
  }

  /** Runs the next operation. */
  public @Nullable Object next() {
    if (index == length) {
      startAgain();
    }
    operations++;
    return operation.apply(index++);
  }

  private void startAgain() {
    index = 0;
    if (emptying != null) {
      stop();
      emptying.run();
      start();
    }
  }

  /** Starts to count what the thread uses. */
  public void start() {
    bytes -= THREADS.getCurrentThreadAllocatedBytes();
    cpuNanos -= THREADS.getCurrentThreadCpuTime();
  }

  /** Stops to count what the thread uses. */
  public void stop() {
    cpuNanos += THREADS.getCurrentThreadCpuTime();
    bytes += THREADS.getCurrentThreadAllocatedBytes();
  }

  /** Returns what was counted since this was called last. */
  public Cost takeCost() {
    var cost = new Cost(operations, cpuNanos, bytes);
    operations = 0;
    cpuNanos = 0;
    bytes = 0;
    return cost;
  }
}
