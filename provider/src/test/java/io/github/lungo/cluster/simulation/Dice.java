// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Chance, as a seed has it. Confined to one thread. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this(new SplittableRandom(seed));
  }

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  /** Returns other dice, so that how often one of them is thrown does not change what the other shows. */
  Dice split() {
    return new Dice(random.split());
  }

  /** Returns whether something happens that does with this probability. */
  boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  /** Returns a number from zero to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Returns one of them. */
  <T> T oneOf(List<T> some) {
    return some.get(below(some.size()));
  }

  /** Returns a duration between two, both included. */
  Duration between(Duration least, Duration most) {
    return Duration.ofNanos(random.nextLong(least.toNanos(), most.toNanos() + 1));
  }

  /** Returns a duration of at most this. */
  Duration upTo(Duration most) {
    return between(Duration.ZERO, most);
  }

  /** Returns an identifier. */
  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
