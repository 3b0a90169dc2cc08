// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition with a deadline. */
public final class Await {
  /** What a scenario waits for at most; a cache that blocks costs this, not the demo. */
  static final Duration LIMIT = Duration.ofSeconds(3);

  private static final long PAUSE_NANOS = 500_000;

  private Await() {}

  /** Returns whether the condition came true within the limit. */
  static boolean until(BooleanSupplier condition) {
    return until(LIMIT, condition);
  }

  /** Returns whether the condition came true within that limit. */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
