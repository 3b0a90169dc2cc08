// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import org.junit.jupiter.api.Test;

/** A put that sends the key alone, on a cache that sends nothing. */
final class PutInvalidatingTest {
  @Test
  void putInvalidating_local_isAPut() {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache =
          fixture.cache(LungoConfiguration.builder(Integer.class, Object.class).statistics(true));

      cache.putInvalidating(1, "one");
      cache.putInvalidating(1, "other");

      assertThat(cache.get(1)).isEqualTo("other");
    }
  }

  @Test
  void putInvalidating_nullOrClosed_throws() {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache =
          fixture.cache(LungoConfiguration.builder(Integer.class, Object.class));

      assertThatThrownBy(() -> cache.putInvalidating(null, "one"))
          .isInstanceOf(NullPointerException.class);
      assertThatThrownBy(() -> cache.putInvalidating(1, null))
          .isInstanceOf(NullPointerException.class);
      cache.close();
      assertThatThrownBy(() -> cache.putInvalidating(1, "one"))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
