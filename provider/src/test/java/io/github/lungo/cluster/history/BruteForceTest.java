// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker and all orders, tried one after the other, agree on small random histories, good and bad. */
final class BruteForceTest {
  private static final int HISTORIES = 15_000;

  @Test
  void check_smallRandomHistories_agreesWithAllOrders() {
    long seed = System.nanoTime();
    int explained = 0;
    for (int i = 0; i < HISTORIES; i++) {
      Random random = new Random(seed + i);
      History history = spoiled(history(random), random);
      Set<Allowance> allowances = allowances(random);

      boolean expected = BruteForce.explains(history, allowances);
      Verdict verdict =
          Linearizability.allowing(allowances.toArray(Allowance[]::new)).check(history);

      assertThat(verdict.outcome())
          .as("seed %d, %s, %s, %s", seed + i, allowances, history, verdict)
          .isEqualTo(expected ? Search.End.EXPLAINED : Search.End.UNEXPLAINED);
      explained += expected ? 1 : 0;
      String description = "seed " + (seed + i) + ", " + allowances + ", " + history;
      assertThat(inTurns(history, allowances))
          .as(description)
          .isEqualTo(expected ? Search.End.EXPLAINED : Search.End.UNEXPLAINED);
      if (expected) {
        assertThat(roughly(history, allowances).run())
            .as(description)
            .isEqualTo(Search.End.EXPLAINED);
        assertThat(roughly(history, allowances).runInTurns())
            .as(description)
            .isEqualTo(Search.End.EXPLAINED);
      }
    }
    assertThat(explained).as("seed " + seed).isBetween(HISTORIES / 5, HISTORIES * 4 / 5);
  }

  private static Search.End inTurns(History history, Set<Allowance> allowances) {
    return new Search(history.operations(), allowances, Linearizability.STEPS).runInTurns();
  }

  private static Search roughly(History history, Set<Allowance> allowances) {
    return Search.rough(history.operations(), allowances, Linearizability.STEPS);
  }

  private static History history(Random random) {
    RandomHistory generator =
        new RandomHistory(random.nextLong()).undecided(random.nextInt(3) * 20).reads(20);
    if (random.nextBoolean()) {
      generator.values(1 + random.nextInt(3));
    }
    return generator.of(2 + random.nextInt(3), 3 + random.nextInt(4));
  }

  /** Changes up to two answers to such as occur in the history. */
  private static History spoiled(History history, Random random) {
    List<Operation> operations = new ArrayList<>(history.operations());
    for (int change = random.nextInt(3); change > 0; change--) {
      int index = random.nextInt(operations.size());
      Operation operation = operations.get(index);
      if (operation.isDemanding()) {
        operations.set(index, operation.answering(otherAnswer(operation, operations, random)));
      }
    }
    if (random.nextInt(3) == 0) {
      operations.replaceAll(operation -> operation.isDemanding() && random.nextInt(3) == 0
          ? operation.answering(Answer.IGNORED)
          : operation);
    }
    return new History(operations);
  }

  private static Answer otherAnswer(
      Operation operation, List<Operation> operations, Random random) {
    return switch (operation.answer().sort()) {
      case TRUE -> Answer.of(false);
      case FALSE -> Answer.of(true);
      case VALUE, NOTHING -> {
        Call call = operations.get(random.nextInt(operations.size())).call();
        yield operation.call().kind() == Kind.ADD
            ? Answer.of(1 + random.nextInt(4))
            : Answer.of(call.value() == 0 ? Answer.ABSENT : call.value());
      }
      default -> Answer.FAILED;
    };
  }

  private static Set<Allowance> allowances(Random random) {
    Set<Allowance> allowances = EnumSet.noneOf(Allowance.class);
    for (Allowance allowance : Allowance.values()) {
      if (random.nextInt(3) == 0) {
        allowances.add(allowance);
      }
    }
    return allowances;
  }
}
