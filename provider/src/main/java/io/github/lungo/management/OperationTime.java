// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.concurrent.atomic.LongAdder;

/** How often operations of one kind ran and how long they took together. Thread-safe. */
final class OperationTime {
  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Counts a call that stands for so many. */
  void record(long elapsedNanos, int weight) {
    // INVARIANT: a call is counted before its time and read after it, so that no average exceeds
    // the longest call.
    calls.add(weight);
    nanos.add(Math.max(0, elapsedNanos) * weight);
  }

  /** Returns what was recorded so far. */
  Figures.Timed sum() {
    long totalNanos = nanos.sum();
    return new Figures.Timed(calls.sum(), totalNanos);
  }
}
