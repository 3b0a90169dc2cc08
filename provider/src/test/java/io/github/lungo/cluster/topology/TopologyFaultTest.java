// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the schedules would notice if the protocol were broken. What they do not reach, {@link PromiseTest} does. */
@Timeout(120)
final class TopologyFaultTest {
  private static final long FIRST_SEED = 10;
  private static final int SEEDS = 50;

  @ParameterizedTest
  @CsvSource({
    "ACTIVATES_TOO_EARLY, early",
    "FORGETS_FORMER_MEMBERS, early",
    "REPEATS_NUMBERS, number",
    "BELIEVES_OLD_COPIES, invented",
    "REPORTS_ONCE, unrest",
    "ASKS_NOBODY, early"
  })
  void schedules_protocolIsBroken_findIt(TopologyFault fault, String kind) {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      List<String> violations = new TopologySchedule(seed, Set.of(fault)).play();
      if (violations.stream().anyMatch(violation -> violation.startsWith(kind + ":"))) {
        return;
      }
    }

    assertThat(fault).as("found by none of %s seeds", SEEDS).isNull();
  }
}
