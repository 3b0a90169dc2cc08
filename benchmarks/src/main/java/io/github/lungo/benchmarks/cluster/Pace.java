// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import java.time.Duration;

/**
 * How much and how long is measured. Immutable.
 *
 * @param rounds how often each contender gets a cluster
 * @param entries how many a cluster has
 * @param warmUp how long a case is called before it counts
 * @param time how long it is called by one thread, and again by several
 * @param stampedes how many missing keys are asked for, one after the other
 * @param beforeKill how long clients have called before a kill
 * @param afterKill how long they go on after it at least
 */
record Pace(
    int rounds,
    int entries,
    Duration warmUp,
    Duration time,
    int stampedes,
    Duration beforeKill,
    Duration afterKill) {
  /** How many threads call when throughput is measured, and to warm up. */
  static final int THREADS = 8;

  /** How many threads of each member ask for a missing key. */
  static final int STAMPEDE = 32;
}
