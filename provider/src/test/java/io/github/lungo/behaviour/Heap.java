// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How much of the heap is in use. */
final class Heap {
  private static final int ROUNDS = 4;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private Heap() {}

  /** Returns the bytes of what is reachable, after softly reachable things had a few chances to go. */
  static long used() {
    for (int i = 0; i < ROUNDS; i++) {
      System.gc();
      LockSupport.parkNanos(PAUSE); // cleaners do their work
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
