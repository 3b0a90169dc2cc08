// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.concurrent.atomic.LongAdder;

/** What was counted since statistics were enabled or last cleared; only ever grows. Thread-safe. */
final class Counters {
  /** How many calls are timed one and all before samples have to do. */
  private static final int TIMED_ALL = 1_000;

  private int timed;

  final LongAdder hits = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder puts = new LongAdder();
  final LongAdder removals = new LongAdder();
  final LongAdder evictions = new LongAdder();
  final OperationTime getting = new OperationTime();
  final OperationTime putting = new OperationTime();
  final OperationTime removing = new OperationTime();

  /** Returns what was counted so far. */
  Figures figures() {
    return new Figures(
        hits.sum(),
        misses.sum(),
        puts.sum(),
        removals.sum(),
        evictions.sum(),
        getting.sum(),
        putting.sum(),
        removing.sum());
  }

  /** Returns whether this call is among the first, which are timed one and all; about so, where threads race. */
  boolean timesAll() {
    if (timed < TIMED_ALL) {
      timed++;
      return true;
    }
    return false;
  }
}
