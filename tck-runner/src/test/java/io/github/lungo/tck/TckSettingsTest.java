// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TckSettingsTest {
  @Test
  void settings_noNode_throws() {
    assertThatThrownBy(() -> new TckSettings("LOCAL", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tck.nodes must be at least 1: 0");
  }

  @Test
  void settings_localOnThreeNodes_throws() {
    assertThatThrownBy(() -> new TckSettings("LOCAL", 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tck.nodes must be 1 where tck.mode is LOCAL: 3");
  }

  @Test
  void of_nameOfARun_hasModeAndNodes() {
    assertThat(TckSettings.of("PARTITIONED-3")).isEqualTo(new TckSettings("PARTITIONED", 3));
  }

  @Test
  void of_nameWithConsistency_hasBoth() {
    TckSettings settings = TckSettings.of("REPLICATED-EVENTUAL-3");

    assertThat(settings).isEqualTo(new TckSettings("REPLICATED-EVENTUAL", 3));
    assertThat(settings.cacheMode()).isEqualTo("REPLICATED");
    assertThat(settings.consistency()).isEqualTo("EVENTUAL");
    assertThat(TckSettings.of("PARTITIONED-3").consistency()).isEqualTo("STRONG");
  }
}
