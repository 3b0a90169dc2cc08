// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds user code where it is until the test opens. Thread-safe. */
final class Gate {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch open = new CountDownLatch(1);

  /** Reports the arrival, and waits, for 20 seconds at most. */
  void pass() {
    entered.countDown();
    await(open, 20);
  }

  /** Fails unless somebody arrives within five seconds. */
  void awaitArrival() {
    if (!await(entered, 5)) {
      throw new AssertionError("expected within 5 s: the user's code is called");
    }
  }

  void open() {
    open.countDown();
  }

  private static boolean await(CountDownLatch latch, int seconds) {
    try {
      return latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
