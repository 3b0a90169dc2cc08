// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import java.time.Duration;

/**
 * Where a replay stands. Immutable.
 *
 * @param elapsed time since its start
 * @param share the part of the text handed out so far, from 0 to 1
 * @param reads reads of the cache, one a character of the text
 * @param ownLoads reads whose own thread ran the loader: the misses, as the callers saw them
 * @param queries selects executed since its start, counted by the database
 * @param wrong reads whose answer differs from the JDK's data, or that failed
 * @param size entries in the cache when they were last counted
 */
public record ReplaySnapshot(
    Duration elapsed,
    double share,
    long reads,
    long ownLoads,
    long queries,
    long wrong,
    long size,
    LatencySummary hits,
    LatencySummary misses) {

  /** Returns the reads that cost no query. */
  public long saved() {
    return reads - queries;
  }

  /** Returns the share of reads that cost no query, from 0 to 1. */
  public double hitRatio() {
    return reads == 0 ? 0 : (double) saved() / reads;
  }

  /** Returns the reads a second. */
  public long readsPerSecond() {
    return reads * 1000 / Math.max(1, elapsed.toMillis());
  }
}
