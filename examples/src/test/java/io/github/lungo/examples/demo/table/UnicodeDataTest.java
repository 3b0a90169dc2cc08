// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnicodeDataTest {
  private final UnicodeData data = UnicodeData.ofThisJdk();

  @Test
  void rows_all_areAsManyAsCountedAnotherWay() {
    assertThat(data.rows().count()).isEqualTo(UnicodeData.countAssigned()).isGreaterThan(100_000);
  }

  @Test
  void row_assigned_hasNameScriptAndCategory() {
    assertThat(data.row(0x2615))
        .isEqualTo(
            new CharacterRow(0x2615, "HOT BEVERAGE", "COMMON", GeneralCategory.OTHER_SYMBOL));
  }

  @Test
  void row_unassignedPrivateOrSurrogate_isNull() {
    assertThat(data.row(0x0378)).isNull();
    assertThat(data.row(0xE000)).isNull();
    assertThat(data.row(0xD800)).isNull();
  }

  @Test
  void firstMissing_hasNoRowButAllBeforeItHave() {
    int missing = data.firstMissing();

    assertThat(data.row(missing)).isNull();
    assertThat(data.row(missing - 1)).isNotNull();
  }
}
