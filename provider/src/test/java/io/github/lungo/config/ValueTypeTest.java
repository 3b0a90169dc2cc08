// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.CacheMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as people write them. */
final class ValueTypeTest {

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "30 s, PT30S",
    "500ms, PT0.5S",
    "5 minutes, PT5M",
    "1 minute, PT1M",
    "1.5 hours, PT1H30M",
    "2d, PT48H",
    "1000000ns, PT0.001S"
  })
  void duration_withUnit_isRead(String text, Duration expected) {
    assertThat(parse(ValueType.DURATION, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "0", "-5", "1.5", "+7", "3."})
  void duration_withoutUnit_isRefusedWithAHint(String text) {
    assertThatThrownBy(() -> parse(ValueType.DURATION, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must have a unit, as in 30s, 500ms or 5 minutes: " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "5 parsecs", "-5s", "0ms", "999us", "PT30S", "300000 days"})
  void duration_otherwise_isRefused(String text) {
    assertThatThrownBy(() -> parse(ValueType.DURATION, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be a duration of 1 ms to 292 years, such as 30s, 500ms or 5 minutes: " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "64 MiB, 67108864",
    "64MiB, 67108864",
    "64M, 67108864",
    "500 kB, 500000",
    "1.5 KiB, 1536",
    "2 GB, 2000000000",
    "3 bytes, 3"
  })
  void size_numberOrSize_isRead(String text, long expected) {
    assertThat(parse(ValueType.SIZE, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "0 MiB", "5 stones", "9 EiB", "MiB"})
  void size_otherwise_isRefused(String text) {
    assertThatThrownBy(() -> parse(ValueType.SIZE, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a positive number, or a size such as 64 MiB or 500 kB: " + text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.1, 0.1", ".25, 0.25", "0.5, 0.5", "0.0, 0"})
  void share_upToAHalf_isRead(String text, double expected) {
    assertThat(parse(ValueType.SHARE, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0.51", "-0.1", "10%", "1e-1", "NaN", "0,1"})
  void share_otherwise_isRefused(String text) {
    assertThatThrownBy(() -> parse(ValueType.SHARE, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a share between 0 and 0.5, such as 0.1: " + text);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10_000, Long.MAX_VALUE})
  void positiveLong_wholeNumber_isRead(long number) {
    assertThat(parse(ValueType.POSITIVE_LONG, " " + number + " ")).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "1.0",
        "1e3",
        "9223372036854775808",
        "99999999999999999999",
        "٣",
        "ten"
      })
  void positiveLong_otherwise_isRefused(String text) {
    assertThatThrownBy(() -> parse(ValueType.POSITIVE_LONG, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be a whole number between 1 and 9223372036854775807: " + text);
  }

  @Test
  void positiveInteger_largest_isReadAndNoMore() {
    assertThat(parse(ValueType.POSITIVE_INTEGER, "2147483647")).isEqualTo(Integer.MAX_VALUE);
    assertThatThrownBy(() -> parse(ValueType.POSITIVE_INTEGER, "2147483648"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mode_anyCase_isRead() {
    assertThat(parse(ValueType.MODE, "LOCAL")).isEqualTo(CacheMode.LOCAL);
    assertThat(parse(ValueType.MODE, "local")).isEqualTo(CacheMode.LOCAL);
  }

  @Test
  void expiryPolicy_anyCase_isRead() {
    assertThat(parse(ValueType.EXPIRY_POLICY, "touched")).isEqualTo(StandardExpiry.TOUCHED);
    assertThat(parse(ValueType.EXPIRY_POLICY, "TOUCHED")).isEqualTo(StandardExpiry.TOUCHED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1", ""})
  void bool_otherThanTrueOrFalse_isRefused(String text) {
    assertThatThrownBy(() -> parse(ValueType.BOOLEAN, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be true or false: " + text);
  }

  private static <T> T parse(ValueType<T> type, String text) {
    return type.parse(text, ValueTypeTest.class.getClassLoader());
  }
}
