// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoConfiguration;
import io.github.lungo.Resilience;
import java.time.Duration;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

final class RefusedSettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void settingsOfLoads_refusedByName() {
    Resilience all = new Resilience(SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, SECOND, 0);

    assertThatThrownBy(() -> RefusedSettings.check("orders", all))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("'orders'")
        .hasMessageContaining("refreshAfterWrite = PT1S, staleWhileRevalidate = PT1S, "
            + "staleIfError = PT1S, negativeTimeToLive = PT1S, failureBackoff = PT1S");
  }

  @Test
  void defaults_accepted() {
    Resilience none =
        LungoConfiguration.builder(String.class, Long.class).build().resilience();

    assertThatCode(() -> RefusedSettings.check("orders", none)).doesNotThrowAnyException();
  }
}
