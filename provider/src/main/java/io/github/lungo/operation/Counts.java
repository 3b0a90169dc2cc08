// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

/** What an operation adds to the cache's statistics; the table of JSR-107 1.1.1, chapter 11. */
public record Counts(int hits, int misses, int puts, int removals) {

  /** Adds nothing. */
  public static final Counts NOTHING = new Counts(0, 0, 0, 0);

  /** The entry was there. */
  public static final Counts HIT = new Counts(1, 0, 0, 0);

  /** The entry was not there. */
  public static final Counts MISS = new Counts(0, 1, 0, 0);

  /** A value was stored. */
  public static final Counts PUT = new Counts(0, 0, 1, 0);

  /** An entry was removed. */
  public static final Counts REMOVAL = new Counts(0, 0, 0, 1);

  /** The entry was there and has a new value. */
  public static final Counts HIT_AND_PUT = new Counts(1, 0, 1, 0);

  /** The entry was not there and was created. */
  public static final Counts MISS_AND_PUT = new Counts(0, 1, 1, 0);

  /** The entry was there and was removed. */
  public static final Counts HIT_AND_REMOVAL = new Counts(1, 0, 0, 1);

  /** Returns the counts of an operation that looked at the entry and may have changed it. */
  static Counts of(boolean wasPresent, boolean put, boolean removed) {
    if (removed) {
      return HIT_AND_REMOVAL; // nothing is removed that was not there
    }
    if (put) {
      return wasPresent ? HIT_AND_PUT : MISS_AND_PUT;
    }
    return wasPresent ? HIT : MISS;
  }
}
