// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which loads of one key may overlap. */
final class OverlappingLoadsTest {
  private static final History OVERLAPPING =
      Histories.of("a 1-15 loader() =1; b 10-25 loader() =2; c 16-17 load() =1");

  @Test
  void in_oneAfterTheOther_findsNothing() {
    assertThat(OverlappingLoads.in(
            Histories.of("a 1-5 loader() =1; b 6-9 loader() =2; a 1-6 load() =1"), List.of()))
        .isEmpty();
  }

  @Test
  void in_twoAtATime_findsBoth() {
    List<Violation> found = OverlappingLoads.in(OVERLAPPING, List.of());

    assertThat(found)
        .singleElement()
        .satisfies(one -> assertThat(one.operations()).hasSize(2));
    assertThat(found.toString()).contains("loaded while it was being loaded");
  }

  @Test
  void in_changeBetween_findsNothing() {
    assertThat(OverlappingLoads.in(OVERLAPPING, List.of(7L))).isEmpty();
  }

  @Test
  void in_changeTooLate_findsBoth() {
    assertThat(OverlappingLoads.in(OVERLAPPING, List.of(11L))).hasSize(1);
  }

  @Test
  void in_writeBetween_findsNothing() {
    History written = Histories.of("a 1-15 loader() =1; b 10-25 loader() =2; c 5-6 put(3) done");

    assertThat(OverlappingLoads.in(written, List.of())).isEmpty();
  }

  @Test
  void in_otherKeyLoaded_looksAtEachAlone() {
    Operation other = Histories.of("a 2-8 loader() =1").operations().get(0).on("other");
    History one = Histories.of("a 1-5 loader() =1");

    History both = History.merged(List.of(one, new History(List.of(other))));

    assertThat(OverlappingLoads.in(both, List.of())).isEmpty();
  }
}
