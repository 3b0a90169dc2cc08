// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

/** The counts of a cache's statistics. */
record Counts(long gets, long hits, long misses, long puts, long removals, long evictions) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

  Counts minus(Counts other) {
    return new Counts(
        gets - other.gets,
        hits - other.hits,
        misses - other.misses,
        puts - other.puts,
        removals - other.removals,
        evictions - other.evictions);
  }

  /** Returns counts of a number of gets, and of what else there was. */
  Counts withGets(long newHits, long newMisses) {
    return new Counts(newHits + newMisses, newHits, newMisses, puts, removals, evictions);
  }

  Counts withRemovals(long newRemovals) {
    return new Counts(gets, hits, misses, puts, newRemovals, evictions);
  }
}
