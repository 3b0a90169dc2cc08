// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WeigherTest {

  @Test
  void isEncodedSize_theMark_isTrue() {
    assertThat(Weigher.isEncodedSize(Weigher.encodedSize())).isTrue();
  }

  @Test
  void isEncodedSize_anythingElse_isFalse() {
    assertThat(Weigher.isEncodedSize((key, value) -> 1)).isFalse();
    assertThat(Weigher.isEncodedSize(null)).isFalse();
  }

  @Test
  void encodedSize_called_saysThatOnlyTheCacheKnows() {
    Weigher<String, String> weigher = Weigher.encodedSize();

    assertThatThrownBy(() -> weigher.weigh("key", "value"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("only the cache knows the encoded size of an entry");
  }
}
