// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GeneralCategoryTest {

  @ParameterizedTest
  @EnumSource
  void ofAbbreviation_each_isTheSame(GeneralCategory category) {
    assertThat(GeneralCategory.ofAbbreviation(category.abbreviation())).isEqualTo(category);
  }

  @Test
  void of_everyCodePoint_isKnown() {
    for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
      assertThat(GeneralCategory.of(code)).isNotNull();
    }
  }

  @Test
  void ofAbbreviation_unknown_namesIt() {
    assertThatThrownBy(() -> GeneralCategory.ofAbbreviation("??"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("category must be one of Unicode's: ??");
  }
}
