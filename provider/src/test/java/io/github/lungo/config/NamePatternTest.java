// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "orders.*, orders.eu, true",
    "orders.*, orders., true",
    "orders.*, orders.eu.west, true",
    "orders.*, orders, false",
    "orders.*, ordersXeu, false",
    "orders.*, my.orders.eu, false",
    "*, anything, true",
    "*, '', true",
    "*Order, com.acme.Order, true",
    "*Order, com.acme.OrderLine, false",
    "a*c*e, abcde, true",
    "a*c*e, ace, true",
    "a*c*e, aec, false",
    "a[b]*, a[b]c, true",
    "a[b]*, abc, false",
    "'a*', 'a\nb', true",
    "\\E*, \\Ex, true",
    "orders, orders, true",
    "orders, orders2, false",
    "ORDERS, orders, false",
    "default, anything, true"
  })
  void matches_name_followsThePattern(String pattern, String name, boolean expected) {
    assertThat(NamePattern.of(pattern).matches(name)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"default, *", "*, a*", "a*, ab*", "*b*, *bc", "abcdefg*, a", "**, a*"})
  void specificity_secondPattern_isGreater(String less, String more) {
    assertThat(NamePattern.of(less).specificity())
        .isLessThan(NamePattern.of(more).specificity());
  }

  @ParameterizedTest
  @CsvSource({"a*, *b", "a*b, ab*", "*, **"})
  void specificity_asManyLiteralCharacters_isEqual(String one, String other) {
    assertThat(NamePattern.of(one).specificity())
        .isEqualTo(NamePattern.of(other).specificity());
  }
}
