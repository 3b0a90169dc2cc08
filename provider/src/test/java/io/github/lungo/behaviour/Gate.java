// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds whoever passes it until it is opened. */
final class Gate {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  void pass() {
    reached.countDown();
    try {
      if (!opened.await(25, TimeUnit.SECONDS)) {
        throw new AssertionError("the gate was not opened");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted at the gate", e);
    }
  }

  void awaitReached() throws InterruptedException {
    assertThat(reached.await(10, TimeUnit.SECONDS)).as("somebody is held").isTrue();
  }

  boolean isOpen() {
    return opened.getCount() == 0;
  }

  void open() {
    opened.countDown();
  }
}
