// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  @Test
  void parse_none_isPlainForTwentySeconds() {
    assertThat(Options.parse())
        .isEqualTo(new Options(Options.Output.PLAIN, Duration.ofSeconds(20)));
  }

  @Test
  void parse_all_areTaken() {
    assertThat(Options.parse("--json", "--seconds", "3"))
        .isEqualTo(new Options(Options.Output.JSON, Duration.ofSeconds(3)));
  }

  @Test
  void parse_twoOutputs_lastCounts() {
    assertThat(Options.parse("--live", "--plain").output()).isEqualTo(Options.Output.PLAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "41", "-1", "x", "", "99999999999"})
  void parse_secondsOutOfRange_saysTheRangeAndTheValue(String seconds) {
    assertThatThrownBy(() -> Options.parse("--seconds", seconds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--seconds must be between 1 and 40: " + seconds);
  }

  @Test
  void parse_secondsWithoutValue_fails() {
    assertThatThrownBy(() -> Options.parse("--seconds"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_unknown_namesIt() {
    assertThatThrownBy(() -> Options.parse("--jsn"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option: --jsn");
  }
}
