// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.concurrent.atomic.LongAdder;

/** How often operations of one kind ran and how long they took together. Thread-safe. */
final class OperationTime {
  private static final double NANOS_PER_MICRO = 1_000;

  private final LongAdder calls = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** Counts a call that stands for so many. */
  void record(long elapsedNanos, int weight) {
    // INVARIANT: a call is counted before its time and read after it, so that no average exceeds
    // the longest call.
    calls.add(weight);
    nanos.add(Math.max(0, elapsedNanos) * weight);
  }

  /** Returns the mean time in microseconds, 0 without calls. */
  float averageMicros() {
    long totalNanos = nanos.sum();
    long totalCalls = calls.sum();
    return totalCalls == 0 ? 0 : (float) (totalNanos / NANOS_PER_MICRO / totalCalls);
  }
}
