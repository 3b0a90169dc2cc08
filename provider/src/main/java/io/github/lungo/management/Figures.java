// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

/**
 * What statistics have counted at one moment, on one member or on many. Immutable.
 *
 * @param hits gets that found an entry
 * @param misses gets that found none
 * @param puts entries stored
 * @param removals entries removed by a caller
 * @param evictions entries removed to make space
 * @param getting the gets that were timed
 * @param putting the puts that were timed
 * @param removing the removals that were timed
 */
public record Figures(
    long hits,
    long misses,
    long puts,
    long removals,
    long evictions,
    Timed getting,
    Timed putting,
    Timed removing) {
  /** Nothing counted. */
  public static final Figures NONE = new Figures(0, 0, 0, 0, 0, Timed.NONE, Timed.NONE, Timed.NONE);

  /**
   * How often operations of one kind ran and how long they took together.
   *
   * @param calls how many were timed, each as often as it stands for others
   * @param nanos their nanoseconds
   */
  public record Timed(long calls, long nanos) {
    private static final Timed NONE = new Timed(0, 0);
    private static final double NANOS_PER_MICRO = 1_000;

    /** Returns the mean time in microseconds, 0 without calls. */
    float averageMicros() {
      return calls == 0 ? 0 : (float) (nanos / NANOS_PER_MICRO / calls);
    }

    private Timed plus(Timed other) {
      return new Timed(calls + other.calls, nanos + other.nanos);
    }
  }

  /** Returns the sums of both. */
  public Figures plus(Figures other) {
    return new Figures(
        hits + other.hits,
        misses + other.misses,
        puts + other.puts,
        removals + other.removals,
        evictions + other.evictions,
        getting.plus(other.getting),
        putting.plus(other.putting),
        removing.plus(other.removing));
  }
}
