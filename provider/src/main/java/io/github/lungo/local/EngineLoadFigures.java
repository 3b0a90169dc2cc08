// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.management.LoadFigures;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The loads of an engine as management sees them. Thread-safe. */
record EngineLoadFigures(IntSupplier running, LongSupplier superseded, LoadCounters counters)
    implements LoadFigures {

  @Override
  public int inFlight() {
    return running.getAsInt();
  }

  @Override
  public long overtaken() {
    return superseded.getAsLong();
  }

  @Override
  public long refreshes() {
    return counters.refreshes.sum();
  }

  @Override
  public long staleAnswers() {
    return counters.staleAnswers.sum();
  }

  @Override
  public long negativeAnswers() {
    return counters.negativeAnswers.sum();
  }

  @Override
  public long pausedLoads() {
    return counters.pausedLoads.sum();
  }
}
