// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a key may be loaded. */
final class ExcessLoadsTest {
  private static final History TWO_LOADS =
      Histories.of("a 1-5 loader() =1; b 10-15 loader() =1; c 16-17 load() =1");

  @Test
  void in_oneLoad_findsNothing() {
    assertThat(ExcessLoads.in(Histories.of("a 1-5 loader() =1; a 1-6 load() =1"), List.of()))
        .isEmpty();
  }

  @Test
  void in_twoLoadsNoChange_findsBoth() {
    List<Violation> found = ExcessLoads.in(TWO_LOADS, List.of());

    assertThat(found).hasSize(1);
    assertThat(found.get(0).operations()).hasSize(2);
    assertThat(found.toString()).contains("loaded 2 times, 1 allowed");
  }

  @Test
  void in_changeBetween_findsNothing() {
    assertThat(ExcessLoads.in(TWO_LOADS, List.of(7L))).isEmpty();
  }

  @Test
  void in_changeTooLate_findsBoth() {
    assertThat(ExcessLoads.in(TWO_LOADS, List.of(11L))).hasSize(1);
  }

  @Test
  void in_otherKeyLoaded_countsEachAlone() {
    Operation other = Histories.of("a 7-8 loader() =1").operations().get(0).on("other");
    History one = Histories.of("a 1-5 loader() =1");

    History both = History.merged(List.of(one, new History(List.of(other))));

    assertThat(ExcessLoads.in(both, List.of())).isEmpty();
  }
}
