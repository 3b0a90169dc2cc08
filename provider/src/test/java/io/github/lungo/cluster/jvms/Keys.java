// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The keys of a run: some that all rounds use, some of a round each, which nobody writes afterwards, and counters. So many that
 * none has over 2,000 operations.
 */
final class Keys {
  private static final int LASTING = 60;
  private static final int EACH_ROUND = 25;
  private static final int COUNTERS = 12;

  private Keys() {}

  static String counter(int number) {
    return "counter" + number;
  }

  static List<String> counters() {
    return IntStream.range(0, COUNTERS).mapToObj(Keys::counter).toList();
  }

  /** Draws the key of an operation other than on a counter. */
  static String any(SplittableRandom random, int round) {
    return random.nextBoolean()
        ? "lasting" + random.nextInt(LASTING)
        : ofRound(round, random.nextInt(EACH_ROUND));
  }

  private static String ofRound(int round, int number) {
    return "round" + round + "-" + number;
  }

  /** Returns all keys of a run. */
  static List<String> all(int rounds) {
    List<String> keys = new ArrayList<>(counters());
    IntStream.range(0, LASTING).forEach(number -> keys.add("lasting" + number));
    for (int round = 0; round <= rounds; round++) {
      for (int number = 0; number < EACH_ROUND; number++) {
        keys.add(ofRound(round, number));
      }
    }
    return keys;
  }
}
