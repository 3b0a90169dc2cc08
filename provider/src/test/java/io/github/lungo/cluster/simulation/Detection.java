// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.time.Duration;

/**
 * When members notice each other's absence and return. Immutable.
 *
 * @param silence how long a member hears nothing of another before it suspects it, plus up to a quarter
 * @param viewSpread within what time a view reaches its members
 * @param mergeSpread within what time a view that ends a split reaches its members
 * @param mergeLeast when members that can hear each other again merge, at the earliest
 * @param mergeMost when at the latest
 */
public record Detection(
    Duration silence,
    Duration viewSpread,
    Duration mergeSpread,
    Duration mergeLeast,
    Duration mergeMost) {

  /** Returns after what silence a member suspects another this time. */
  Duration nextSilence(Dice dice) {
    return silence.plus(dice.upTo(silence.dividedBy(4)));
  }

  /** Returns how long a split lasts this time after its cause has ended. */
  Duration nextMerge(Dice dice) {
    return dice.between(mergeLeast, mergeMost);
  }
}
