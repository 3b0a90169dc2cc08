// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thousands of operations of sixteen clients on one key: an order is found, or a few that have none, within the limit of steps. */
@Timeout(120)
final class LargeHistoryTest {
  private static final int CLIENTS = 16;
  private static final int OPERATIONS = 10_000;
  private static final int FEWER_OPERATIONS = 2_000;
  private static final int SEEDS = 4;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @ValueSource(ints = {0, 50, 90})
  void check_allKindsOfCalls_findsOrder(int reads) {
    assertExplained(new RandomHistory(1).reads(reads));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 90})
  void check_someCallsUndecided_findsOrder(int reads) {
    assertExplained(new RandomHistory(1).reads(reads).undecided(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"PUT", "GET_AND_PUT", "ADD"})
  void check_oneKindOfWriteSomeUndecided_findsOrder(Kind kind) {
    assertExplained(new RandomHistory(1).kinds(kind).reads(50).undecided(1));
  }

  @ParameterizedTest
  @CsvSource({"50,0", "90,0", "50,1", "90,1"})
  void check_staleReadAmongAllKindsOfCalls_isFound(int reads, int undecided) {
    assertStaleReadsFound(
        () -> new RandomHistory(random.nextLong()).reads(reads).undecided(undecided));
  }

  @ParameterizedTest
  @EnumSource(names = {"PUT", "GET_AND_PUT"})
  void check_staleReadAmongWritesOfOneKind_isFound(Kind kind) {
    assertStaleReadsFound(
        () -> new RandomHistory(random.nextLong()).kinds(kind).reads(50).undecided(1));
  }

  private void assertStaleReadsFound(Supplier<RandomHistory> generators) {
    for (int i = 0; i < SEEDS; i++) {
      History history = generators.get().of(CLIENTS, FEWER_OPERATIONS);

      assertThat(Linearizability.allowing().check(history))
          .as("seed %d, history %d", seed, i)
          .returns(true, Verdict::isLinearizable);
      Verdict verdict = Linearizability.allowing().check(StaleReads.in(history, random));
      assertThat(verdict.isViolated())
          .as("seed %d, history %d: %s", seed, i, verdict)
          .isTrue();
      assertThat(verdict.counterexample()).as("seed %d, history %d", seed, i).hasSizeLessThan(60);
    }
  }

  @Test
  void check_staleReadAmongTenThousand_isFound() {
    History history = new RandomHistory(seed).reads(50).of(CLIENTS, OPERATIONS);

    Verdict verdict = Linearizability.allowing().check(StaleReads.in(history, random));

    assertThat(verdict.isViolated()).as("seed %d: %s", seed, verdict).isTrue();
    assertThat(verdict.counterexample()).as("seed %d", seed).hasSizeLessThan(30);
  }

  private static void assertExplained(RandomHistory random) {
    Verdict verdict = Linearizability.allowing().check(random.of(CLIENTS, OPERATIONS));

    assertThat(verdict.isLinearizable()).as(verdict.text()).isTrue();
  }
}
