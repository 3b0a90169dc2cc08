// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AsyncReadsTest {

  @Test
  void names_ofAWord_areInItsOrder() {
    assertThat(AsyncReads.names("Ab\u2615"))
        .isEqualTo("LATIN CAPITAL LETTER A, LATIN SMALL LETTER B, HOT BEVERAGE");
  }
}
