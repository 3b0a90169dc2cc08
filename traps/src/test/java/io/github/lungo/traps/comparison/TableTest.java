// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TableTest {
  private static final Peer GOOD = peer("Good");
  private static final Peer BAD = peer("Bad");

  private final Map<Peer, List<Outcome>> outcomes = new LinkedHashMap<>();

  TableTest() {
    outcomes.put(
        GOOD,
        List.of(outcome("one", false, Outcome.PASSED), outcome("two", false, Outcome.PASSED)));
    outcomes.put(
        BAD,
        List.of(
            outcome("one", false, Outcome.FAILED),
            outcome("two", false, Outcome.HANGS),
            outcome("open", true, Outcome.FAILED)));
  }

  @Test
  void markdown_countsWhatPassed_andSaysWhatHangs() {
    assertThat(new Table(outcomes, false).markdown())
        .contains("| 7 | a title | 2/2 | **0/2 hangs** |");
  }

  @Test
  void failures_nameTheTests_butNoChoices() {
    assertThat(new Table(outcomes, false).failures())
        .contains("### Bad", "- 7 `one`: a reason \\<1>", "- 7 `two`: hangs")
        .doesNotContain("Good", "open");
  }

  @Test
  void choices_areATableOfTheirOwn() {
    assertThat(new Table(outcomes, true).markdown()).contains("| 7 | a title | 0/0 | **0/1** |");
  }

  @Test
  void outcome_formatted_isParsedBack() {
    Outcome outcome = outcome("one", true, Outcome.HANGS);

    assertThat(Outcome.parse(outcome.format())).isEqualTo(outcome);
  }

  private static Outcome outcome(String test, boolean choice, String status) {
    return new Outcome("[id:" + test + "]", 7, "a title", test, choice, status, "a reason <1>");
  }

  private static Peer peer(String name) {
    return new Peer(name, name, name, name, List.of());
  }
}
