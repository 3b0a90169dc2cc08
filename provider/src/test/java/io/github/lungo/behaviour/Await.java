// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import java.lang.ref.Reference;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself. */
final class Await {
  private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not so after 20 s");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Waits until no more than some of the objects are still there. */
  static void collected(Collection<? extends Reference<?>> references, int atMost) {
    long end = System.nanoTime() + LIMIT;
    while (System.nanoTime() < end) {
      System.gc();
      if (left(references) <= atMost) {
        return;
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new AssertionError(
        left(references) + " of " + references.size() + " are still there after 20 s");
  }

  private static long left(Collection<? extends Reference<?>> references) {
    return references.stream().filter(reference -> !reference.refersTo(null)).count();
  }
}
