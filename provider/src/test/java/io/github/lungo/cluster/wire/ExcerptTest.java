// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcerptTest {
  @Test
  void excerpt_longText_isCutBetweenCharacters() {
    assertThat(Excerpt.of("short", 5)).isEqualTo("short");
    assertThat(Excerpt.of("longer", 5)).isEqualTo("longe...");
    assertThat(Excerpt.of("ab\uD83D\uDE00cd", 3)).isEqualTo("ab...");
  }
}
