// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnknownKeyTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "mode, mode, 0",
    "MODE, mode, 0",
    "mod, mode, 1",
    "modee, mode, 1",
    "mood, mode, 2",
    "kitten, sitting, 3",
    "sunday, saturday, 3"
  })
  void distance_twoWords_countsTheEdits(String one, String other, int expected) {
    assertThat(UnknownKey.distance(one, other)).isEqualTo(expected);
    assertThat(UnknownKey.distance(other, one)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "maxSize, maximumSize",
    "maximum-size, maximumSize",
    "max_weight, maximumWeight",
    "timeout, loadTimeout",
    "statisticsEnabled, statistics",
    "expiry, expiryPolicy"
  })
  void nearest_likelyMistake_isUnderstood(String text, String expected) {
    assertThat(UnknownKey.nearest(text, Key.wordsOfCache())).hasValue(expected);
  }

  @Test
  void nearest_nothingLikeIt_isEmpty() {
    assertThat(UnknownKey.nearest("ttl", Key.wordsOfCache())).isEmpty();
  }
}
