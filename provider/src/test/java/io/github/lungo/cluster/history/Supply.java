// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts, of the operations without a place, how many need each value and how many can still make it. A value that is needed
 * and cannot be made any more must not be left. Confined to one thread.
 */
final class Supply {
  private final Set<Long> sums;
  private final Map<Long, Tally> tallies = new HashMap<>();
  private int unknownAdditions;

  /**
   * Prepares for no operations yet.
   *
   * @param sums the values that may come of additions of which nobody knows
   */
  Supply(Set<Long> sums) {
    this.sums = sums;
  }

  /** Adds an operation that has no place yet, or none any more. */
  void add(Candidate candidate) {
    count(candidate, 1);
  }

  /** Takes an operation out that gets a place. */
  void remove(Candidate candidate) {
    count(candidate, -1);
  }

  private void count(Candidate candidate, int difference) {
    unknownAdditions += candidate.isUnknownAddition() ? difference : 0;
    for (long value : candidate.needs()) {
      of(value).needs += difference;
    }
    for (long value : candidate.makes()) {
      of(value).makes += difference;
    }
  }

  private Tally of(long value) {
    return tallies.computeIfAbsent(value, key -> new Tally());
  }

  /** Returns whether somebody needs the value and nobody can make it. */
  boolean isLacking(long value) {
    Tally tally = tallies.get(value);
    return tally != null
        && tally.needs > 0
        && tally.makes == 0
        && (unknownAdditions == 0 || !sums.contains(value));
  }

  /** The counts of one value. */
  private static final class Tally {
    int needs;
    int makes;
  }
}
