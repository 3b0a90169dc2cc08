// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is shown of a wrong history is wrong by itself, as small as can be, and can be read. */
final class CounterexampleTest {
  private static final int HISTORIES = 25;

  @Test
  void counterexample_randomHistories_isWrongAndSmall() {
    long seed = System.nanoTime();
    for (int i = 0; i < HISTORIES; i++) {
      Random random = new Random(seed + i);
      RandomHistory generator = new RandomHistory(seed + i).reads(50).undecided(random.nextInt(2));
      History stale = StaleReads.in(generator.of(2 + random.nextInt(15), 300), random);

      Verdict verdict = Linearizability.allowing().check(stale);

      String description = "seed " + (seed + i) + ": " + verdict;
      assertThat(verdict.isViolated()).as(description).isTrue();
      assertThat(Linearizability.allowing().check(new History(verdict.counterexample())))
          .as(description)
          .returns(true, Verdict::isViolated);
      assertSmall(verdict.counterexample(), description);
    }
  }

  /** At most one answer is more than it takes: one that is kept to show where a value comes from. */
  private static void assertSmall(List<Operation> counterexample, String description) {
    List<Operation> superfluous = new ArrayList<>();
    for (int index = 0; index < counterexample.size(); index++) {
      Operation operation = counterexample.get(index);
      if (operation.isDemanding()) {
        List<Operation> less = new ArrayList<>(counterexample);
        less.set(index, operation.answering(Answer.IGNORED));
        if (!Linearizability.allowing().check(new History(less)).isLinearizable()) {
          superfluous.add(operation);
        }
      }
    }
    assertThat(superfluous).as(description).hasSizeLessThan(2);
  }

  @Test
  void counterexample_staleRead_showsTheWriteOfTheValue() {
    String others = "c 1-2 put(8) done; c 3-4 get() =8; c 30-31 put(9) done; c 32-33 get() =9";
    History history =
        Histories.of(others + "; a 10-11 put(1) done; a 12-13 put(2) done; b 14-15 get() =1");

    Verdict verdict = Linearizability.allowing().check(history);

    assertThat(verdict.counterexample())
        .extracting(operation ->
            operation.client().name() + " " + operation.call() + " " + operation.answer())
        .containsExactly("a put(1) ignored", "a put(2) done", "b get() =1");
    assertThat(verdict.text()).contains("key 'k'", "n/a", "n/b", "get() -> =1", "4 others");
  }
}
