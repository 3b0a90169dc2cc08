// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That topologies hold what they promise, whatever happens within what failure detection does not mistake for a crash. */
final class TopologyScheduleTest {
  private static final int SEEDS = 40 * Integer.getInteger("schedules.times", 1);
  private static final int SEEDS_AT_ONCE = 10;

  static LongStream firstSeeds() {
    return LongStream.iterate(0, seed -> seed + SEEDS_AT_ONCE).limit(SEEDS / SEEDS_AT_ONCE);
  }

  @ParameterizedTest
  @MethodSource("firstSeeds")
  void topologies_anySchedule_areSafeAndComeToRest(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + SEEDS_AT_ONCE; seed++) {
      List<String> violations = new TopologySchedule(seed, Set.of()).play();

      assertThat(violations).as("seed %s", seed).isEmpty();
    }
  }

  /** What is kept and lost in a split is another matter: here it only must come to an end. */
  @ParameterizedTest
  @ValueSource(longs = {0, 5, 10, 15})
  void topologies_splits_comeToRest(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + 5; seed++) {
      List<String> violations = new TopologySchedule(seed, Set.of(), true).play();

      assertThat(violations)
          .as("seed %s", seed)
          .noneMatch(text -> text.matches("(?s)(number|promise|unrest):.*"));
    }
  }
}
