// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.time.Duration;

/**
 * How long things take: nearly always something between two durations, rarely up to a third. Immutable.
 *
 * @param rarity the probability of a rare, long one
 */
public record Delays(Duration least, Duration most, double rarity, Duration rareMost) {

  /** Returns a duration. */
  Duration next(Dice dice) {
    return dice.happens(rarity) ? dice.between(most, rareMost) : dice.between(least, most);
  }
}
