// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VersionTest {
  private static final Version LOW = new Version(7, Long.MAX_VALUE);
  private static final Version MIDDLE = new Version(8, Long.MIN_VALUE);
  private static final Version HIGH = new Version(8, 0);

  @Test
  void compareTo_stampsThenMembers_isTotal() {
    assertThat(List.of(HIGH, LOW, MIDDLE).stream().sorted()).containsExactly(LOW, MIDDLE, HIGH);
    assertThat(HIGH.isNewerThan(MIDDLE)).isTrue();
    assertThat(MIDDLE.isNewerThan(HIGH)).isFalse();
    assertThat(HIGH.isNewerThan(new Version(8, 0))).isFalse();
  }

  @Test
  void write_thenRead_isTheSameVersionInFixedBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(2 * Version.BYTES);

    LOW.write(bytes);
    HIGH.write(bytes);
    bytes.flip();

    assertThat(Version.read(bytes)).isEqualTo(LOW);
    assertThat(Version.read(bytes)).isEqualTo(HIGH);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void read_truncated_saysWhatIsMissing() {
    assertThatThrownBy(() -> Version.read(ByteBuffer.allocate(15)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("a version has 16 bytes, but there are 15");
  }

  @Test
  void read_negativeStamp_isRefused() {
    ByteBuffer bytes = ByteBuffer.allocate(Version.BYTES).putLong(0, -1);

    assertThatThrownBy(() -> Version.read(bytes))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("the stamp of a version must not be negative: -1");
  }

  @Test
  void firstStampOf_timesThatDoNotFit_areTheNearest() {
    assertThat(Version.firstStampOf(-1)).isZero();
    assertThat(Version.firstStampOf(2)).isEqualTo(2 << 16);
    assertThat(Version.firstStampOf(Long.MAX_VALUE)).isPositive();
    assertThat(new Version(Version.firstStampOf(5), 1).millis()).isEqualTo(5);
  }

  @Test
  void toString_tellsTimeCounterAndMember() {
    assertThat(new Version(Version.firstStampOf(1_000) + 3, 0x5f0c))
        .hasToString("1970-01-01T00:00:01Z+3@5f0c");
  }
}
