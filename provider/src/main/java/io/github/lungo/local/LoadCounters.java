// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.management.LoadFigures;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** What a cache did instead of loads on its callers' threads, since it was made; only ever grows. Thread-safe. */
public final class LoadCounters {
  final LongAdder refreshes = new LongAdder();
  final LongAdder staleAnswers = new LongAdder();
  final LongAdder negativeAnswers = new LongAdder();
  final LongAdder pausedLoads = new LongAdder();

  /**
   * Returns the loads as management sees them.
   *
   * @param running how many are running
   * @param superseded how many were given up because they ran for too long
   */
  public LoadFigures figures(IntSupplier running, LongSupplier superseded) {
    return new EngineLoadFigures(running, superseded, this);
  }
}
