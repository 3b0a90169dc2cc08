// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OtherNodesTest {
  @Test
  void start_oneNode_startsNothing() {
    assertThatCode(() -> OtherNodes.start(new TckSettings("LOCAL", 1)).close())
        .doesNotThrowAnyException();
  }

  @Test
  void start_twoNodes_saysThatClusteringIsMissing() {
    assertThatThrownBy(() -> OtherNodes.start(new TckSettings("LOCAL", 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("clustering is not there yet, tck.nodes must be 1: 2");
  }

  @Test
  void settings_noNode_throws() {
    assertThatThrownBy(() -> new TckSettings("LOCAL", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tck.nodes must be at least 1: 0");
  }
}
