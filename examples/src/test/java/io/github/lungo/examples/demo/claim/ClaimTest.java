// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClaimTest {

  @Test
  void equal_sameAndOther_holdsForTheSameOnly() {
    assertThat(Claim.equal("queries", 1L, 1L).ok()).isTrue();
    assertThat(Claim.equal("queries", 1L, 2L).ok()).isFalse();
  }

  @Test
  void atMost_boundAndOneMore_holdsUpToTheBound() {
    assertThat(Claim.atMost("size", 10, 10).ok()).isTrue();
    assertThat(Claim.atMost("size", 10, 11).ok()).isFalse();
  }

  @Test
  void atLeast_boundAndOneLess_holdsFromTheBound() {
    assertThat(Claim.atLeast("touched", 10, 10).ok()).isTrue();
    assertThat(Claim.atLeast("touched", 10, 9).ok()).isFalse();
  }

  @Test
  void unchecked_failure_neverHoldsAndSaysWhy() {
    Claim claim = Claim.unchecked("race", new IllegalStateException("no answer"));

    assertThat(claim.ok()).isFalse();
    assertThat(claim.name()).isEqualTo("race: checked to the end");
    assertThat(claim.actual()).asString().contains("no answer");
  }
}
