// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place that one thread reaches, and where it waits until another lets it go on. Thread-safe. */
final class Latches {
  private static final long LIMIT_SECONDS = 20;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch goesOn = new CountDownLatch(1);

  void reached() {
    reached.countDown();
    await(goesOn);
  }

  void awaitReached() {
    await(reached);
  }

  void goOn() {
    goesOn.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came within " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
