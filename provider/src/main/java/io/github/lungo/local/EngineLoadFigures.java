// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.integration.InFlightLoads;
import io.github.lungo.management.LoadFigures;

/** The loads of an engine as management sees them. Thread-safe. */
record EngineLoadFigures(InFlightLoads<?, ?> running, LoadCounters counters)
    implements LoadFigures {

  @Override
  public int inFlight() {
    return running.size();
  }

  @Override
  public long overtaken() {
    return running.overtaken();
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
