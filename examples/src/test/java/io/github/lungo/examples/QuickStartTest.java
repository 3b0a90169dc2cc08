// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuickStartTest {

  @Test
  void favourite_wasPut_isLungo() {
    assertThat(QuickStart.favourite()).isEqualTo("lungo");
  }
}
