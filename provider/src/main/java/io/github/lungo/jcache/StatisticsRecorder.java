// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.management.CacheStatistics;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.Counts;
import io.github.lungo.operation.Outcome;

/** Adds what operations say of themselves to the statistics of the cache. Thread-safe. */
record StatisticsRecorder(CacheStatistics statistics) {

  void record(Outcome<?> outcome) {
    Counts counts = outcome.counts();
    if (!statistics.isEnabled()) {
      return;
    }
    if (counts.hits() > 0) {
      statistics.recordHits(counts.hits());
    }
    if (counts.misses() > 0) {
      statistics.recordMisses(counts.misses());
    }
    if (counts.puts() > 0) {
      statistics.recordPuts(counts.puts());
    }
    if (counts.removals() > 0) {
      statistics.recordRemovals(counts.removals());
    }
  }

  void record(BatchOutcome batch) {
    batch.outcomes().forEach(this::record);
  }
}
