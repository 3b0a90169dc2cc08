// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CacheIdTest {

  /** The numbers are part of the protocol. */
  @Test
  void of_anyName_staysTheSame() {
    assertThat(CacheId.of("orders")).isEqualTo(928963266);
    assertThat(CacheId.of("")).isEqualTo(1);
  }

  @Test
  void of_anyName_isNeverThatOfTheControlProtocol() {
    assertThat("".hashCode()).isZero();
    assertThat(CacheId.of("")).isNotEqualTo(CacheId.CONTROL);
  }
}
