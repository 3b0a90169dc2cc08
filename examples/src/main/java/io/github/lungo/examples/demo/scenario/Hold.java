// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stops one load after it has read its row, until it is released or its deadline is over. Thread-safe. */
final class Hold {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  /** Called by the load: waits to be released. */
  void pass() {
    reached.countDown();
    try {
      boolean inTime = released.await(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      if (!inTime) {
        throw new IllegalStateException("a held load was not released within " + Await.LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("a held load was interrupted", e);
    }
  }

  /** Waits for the load and returns whether it came in time. */
  boolean awaitReached() throws InterruptedException {
    return reached.await(Await.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  void release() {
    released.countDown();
  }
}
