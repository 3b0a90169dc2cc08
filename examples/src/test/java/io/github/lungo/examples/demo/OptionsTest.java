// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsTest {

  @Test
  void parse_none_isPlainAndPartitioned() {
    assertThat(Options.parse())
        .isEqualTo(
            new Options(Options.Output.PLAIN, CacheMode.PARTITIONED, Duration.ofSeconds(20)));
  }

  @Test
  void parse_all_areTaken() {
    assertThat(Options.parse("--json", "--local", "--seconds", "3"))
        .isEqualTo(new Options(Options.Output.JSON, CacheMode.LOCAL, Duration.ofSeconds(3)));
  }

  @Test
  void parse_modes_areTaken() {
    assertThat(Options.parse("--mode", "replicated").mode()).isEqualTo(CacheMode.REPLICATED);
    assertThat(Options.parse("--mode", "partitioned").mode()).isEqualTo(CacheMode.PARTITIONED);
    assertThat(Options.parse("--mode", "invalidation").mode()).isEqualTo(CacheMode.INVALIDATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "PARTITIONED", "", "x"})
  void parse_unknownMode_namesTheModesAndTheValue(String mode) {
    assertThatThrownBy(() -> Options.parse("--mode", mode))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--mode must be partitioned, replicated or invalidation: " + mode);
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
