// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class WireNumbersTest {
  private enum Side {
    LEFT,
    RIGHT
  }

  @Test
  void read_whatWasWritten_isTheSame() throws Exception {
    var numbers = new WireNumbers<>("side", Side.class, Map.of(Side.LEFT, 2, Side.RIGHT, 1));

    for (Side side : Side.values()) {
      byte[] bytes = WireFixture.written(to -> numbers.write(to, side));
      assertThat(WireFixture.read(bytes, numbers::read)).isEqualTo(side);
    }
    assertThat(WireFixture.written(to -> numbers.write(to, Side.LEFT))).containsExactly(2);
  }

  @Test
  void create_constantWithoutANumberOfItsOwn_isRefused() {
    assertThatThrownBy(() -> new WireNumbers<>("side", Side.class, Map.of(Side.LEFT, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("RIGHT needs a number of its own");
    assertThatThrownBy(
            () -> new WireNumbers<>("side", Side.class, Map.of(Side.LEFT, 1, Side.RIGHT, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("RIGHT needs a number of its own");
  }

  @Test
  void excerpt_longText_isCutBetweenCharacters() {
    assertThat(Excerpt.of("short", 5)).isEqualTo("short");
    assertThat(Excerpt.of("longer", 5)).isEqualTo("longe...");
    assertThat(Excerpt.of("ab\uD83D\uDE00cd", 3)).isEqualTo("ab...");
  }
}
