// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Which faults there may be. Immutable.
 *
 * @param kinds those that may occur
 * @param number how many there will be in all
 * @param pace how much time lies between two beginnings, on the average
 * @param longest how long one lasts at most; a half of them is shorter than an eighth of that
 * @param fewest how many members are left awake at least
 */
public record FaultLimits(
    List<FaultKind> kinds, int number, Duration pace, Duration longest, int fewest) {
  private static final int NUMBER = 10;
  private static final Duration PACE = Duration.ofSeconds(2);
  private static final Duration BEYOND_DETECTION = Duration.ofSeconds(15);

  /** Copies the list. */
  public FaultLimits {
    kinds = List.copyOf(kinds);
  }

  /** Returns ten faults of these kinds, about two seconds apart, lasting up to fifteen seconds. */
  public static FaultLimits of(FaultKind... kinds) {
    return new FaultLimits(
        Arrays.stream(kinds).sorted().distinct().toList(), NUMBER, PACE, BEYOND_DETECTION, 1);
  }

  /** Returns the same for another number of faults. */
  public FaultLimits times(int newNumber) {
    return new FaultLimits(kinds, newNumber, pace, longest, fewest);
  }

  /** Returns the same with another time between faults. */
  public FaultLimits every(Duration newPace) {
    return new FaultLimits(kinds, number, newPace, longest, fewest);
  }

  /** Returns the same with faults that last no longer than this. */
  public FaultLimits lastingUpTo(Duration newLongest) {
    return new FaultLimits(kinds, number, pace, newLongest, fewest);
  }

  /** Returns the same with faults too short to change a view. */
  public FaultLimits unnoticed(Detection detection) {
    return lastingUpTo(detection.silence().dividedBy(2));
  }

  /** Returns the same with at least so many members awake. */
  public FaultLimits keeping(int newFewest) {
    return new FaultLimits(kinds, number, pace, longest, newFewest);
  }
}
