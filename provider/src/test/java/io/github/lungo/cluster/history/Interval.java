// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

/**
 * When a call was made and when it was answered, in nanoseconds since an origin that a history's clocks share. Immutable.
 *
 * @param returned {@link #NEVER} for a call without an answer
 */
public record Interval(long invoked, long returned) {
  /** The end of what does not end. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Refuses an end before the start. */
  public Interval {
    if (returned < invoked) {
      throw new IllegalArgumentException("answered at " + returned + ", invoked at " + invoked);
    }
  }

  /** Returns whether this ended before the other began. */
  public boolean precedes(Interval other) {
    return returned < other.invoked;
  }

  /** Returns whether there is a moment that is in both. */
  public boolean overlaps(Interval other) {
    return !precedes(other) && !other.precedes(this);
  }
}
