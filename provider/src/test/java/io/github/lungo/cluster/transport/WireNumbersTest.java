// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

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
      assertThat(numbers.read(new FrameReader("a side", written(numbers, side))))
          .isEqualTo(side);
    }
    assertThat(written(numbers, Side.LEFT)).containsExactly(2);
    assertThatThrownBy(() -> numbers.read(new FrameReader("a side", new byte[] {3})))
        .isInstanceOf(MalformedFrameException.class)
        .hasMessage("there is no side of number 3");
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

  private static byte[] written(WireNumbers<Side> numbers, Side side) {
    FrameWriter writer = new FrameWriter();
    numbers.write(writer, side);
    return writer.toBytes();
  }
}
