// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand operations of sixteen clients on one key: an order is found well within the limit of steps. */
final class LargeHistoryTest {
  private static final int CLIENTS = 16;
  private static final int OPERATIONS = 10_000;

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

  private static void assertExplained(RandomHistory random) {
    Verdict verdict = Linearizability.allowing().check(random.of(CLIENTS, OPERATIONS));

    assertThat(verdict.isLinearizable()).as(verdict.text()).isTrue();
  }
}
