// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TckVerdictTest {
  private static final Map<String, Integer> PINNED = Map.of("GetTest", 9, "PutTest", 21);

  @Test
  void complaints_everythingPassed_none() {
    TckVerdict verdict = verdict(new ClassCount(9, 0, 0), new ClassCount(21, 0, 0));

    assertThat(verdict.complaints()).isEmpty();
  }

  @Test
  void complaints_tooFewRan_namesTheClass() {
    TckVerdict verdict = verdict(new ClassCount(8, 0, 0), new ClassCount(21, 0, 0));

    assertThat(verdict.complaints()).containsExactly("GetTest must run 9 tests: 8");
  }

  @Test
  void complaints_classWithoutReport_namesTheClass() {
    TckVerdict verdict = new TckVerdict(PINNED, Map.of("GetTest", new ClassCount(9, 0, 0)));

    assertThat(verdict.complaints()).containsExactly("PutTest must run 21 tests: 0");
  }

  @Test
  void complaints_nothingRan_namesEveryClass() {
    TckVerdict verdict = new TckVerdict(PINNED, Map.of());

    assertThat(verdict.complaints())
        .containsExactly("GetTest must run 9 tests: 0", "PutTest must run 21 tests: 0");
  }

  @Test
  void complaints_moreRanThanPinned_namesTheClass() {
    TckVerdict verdict = new TckVerdict(Map.of(), Map.of("NewTest", new ClassCount(1, 0, 0)));

    assertThat(verdict.complaints()).containsExactly("NewTest must run 0 tests: 1");
  }

  @Test
  void complaints_oneSkipped_saysSoAndThatItDidNotRun() {
    TckVerdict verdict = verdict(new ClassCount(8, 0, 1), new ClassCount(21, 0, 0));

    assertThat(verdict.complaints())
        .containsExactly("GetTest must run 9 tests: 8", "GetTest must skip 0 tests: 1");
  }

  @Test
  void complaints_oneFailed_saysSo() {
    TckVerdict verdict = verdict(new ClassCount(9, 0, 0), new ClassCount(20, 1, 0));

    assertThat(verdict.complaints()).containsExactly("PutTest must fail 0 tests: 1");
  }

  @Test
  void summary_someFailedAndSkipped_addsUp() {
    TckVerdict verdict = verdict(new ClassCount(8, 0, 1), new ClassCount(20, 1, 0));

    assertThat(verdict.summary(new TckSettings("LOCAL", 1)))
        .isEqualTo("TCK: 29 run, 28 passed, 1 skipped (LOCAL, 1 node)");
  }

  @Test
  void summary_threeNodes_namesModeAndNodes() {
    TckVerdict verdict = new TckVerdict(PINNED, Map.of());

    assertThat(verdict.summary(new TckSettings("REPLICATED", 3)))
        .isEqualTo("TCK: 0 run, 0 passed, 0 skipped (REPLICATED, 3 nodes)");
  }

  private static TckVerdict verdict(ClassCount getTest, ClassCount putTest) {
    return new TckVerdict(PINNED, Map.of("GetTest", getTest, "PutTest", putTest));
  }
}
