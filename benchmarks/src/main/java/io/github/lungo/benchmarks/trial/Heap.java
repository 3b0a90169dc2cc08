// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How much of the heap is reachable. */
final class Heap {
  private static final int COLLECTIONS = 4;

  private Heap() {}

  /** Collects until what is left settled, and returns its bytes. */
  @SuppressWarnings("SystemGc") // it is what is measured
  static long reachableBytes() {
    long bytes = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150)); // the time of queues and cleaners
      bytes = Math.min(
          bytes, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return bytes;
  }
}
