// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what no future tells, as it happens in another JVM. */
public final class Waiting {
  private static final long PAUSE_NANOS = 20_000_000;

  private Waiting() {}

  /** Returns how long it took until something was so; fails with what is seen instead if that is too long. */
  public static Duration until(Duration limit, BooleanSupplier condition, Supplier<String> seen) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new AssertionError("not so after " + limit + ": " + seen.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
