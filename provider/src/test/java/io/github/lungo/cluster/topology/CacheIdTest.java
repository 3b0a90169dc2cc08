// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CacheIdTest {

  /** The numbers are part of the protocol. */
  @Test
  void of_anyName_staysTheSame() {
    assertThat(CacheId.of("orders")).isEqualTo(928963264);
    assertThat(CacheId.of("")).isEqualTo(4);
  }

  @Test
  void ofEventsAndStatistics_anyName_areThoseOfNoCache() {
    for (int n = 0; n < 1_000; n++) {
      assertThat(CacheId.of("c" + n)).isPositive();
      assertThat(CacheId.of("c" + n) % 4).isZero();
      assertThat(CacheId.ofEvents("c" + n) % 4).isEqualTo(1);
      assertThat(CacheId.ofStatistics("c" + n) % 4).isEqualTo(2);
    }
  }

  @Test
  void of_anyName_isNeverThatOfTheControlProtocol() {
    assertThat("".hashCode()).isZero();
    assertThat(CacheId.of("")).isNotEqualTo(CacheId.CONTROL);
  }
}
