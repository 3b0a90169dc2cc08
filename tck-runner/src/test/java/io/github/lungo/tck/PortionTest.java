// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PortionTest {
  private static final TckSettings LOCAL = new TckSettings("LOCAL", 1);

  @Test
  void of_classesOfSeveralSizes_spreadsTheTestsEvenly() {
    assertThat(Portion.of(LOCAL, Map.of("A", 5, "B", 4, "C", 3, "D", 2), 2))
        .containsExactly(
            new Portion(LOCAL, 1, List.of("A", "D")), new Portion(LOCAL, 2, List.of("B", "C")));
  }

  @Test
  void of_fewerClassesThanPortions_leavesNoneEmpty() {
    assertThat(Portion.of(LOCAL, Map.of("A", 5), 2))
        .containsExactly(new Portion(LOCAL, 1, List.of("A")));
  }
}
