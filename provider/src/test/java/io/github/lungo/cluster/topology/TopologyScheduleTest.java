// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That topologies hold what they promise, whatever happens within what failure detection does not mistake for a crash. */
final class TopologyScheduleTest {
  private static final int SEEDS = 200;
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
}
