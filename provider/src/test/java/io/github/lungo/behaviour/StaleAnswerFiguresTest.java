// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import org.junit.jupiter.api.Test;

/** A stale value is a miss, and shows among the figures of the cache. */
final class StaleAnswerFiguresTest {

  @Test
  void get_stale_isAMissAndAStaleAnswer() throws JMException {
    try (Fixture fixture = new Fixture()) {
      LungoCache<String, String> cache =
          fixture.cache(LungoConfiguration.builder(String.class, String.class)
              .createdExpiry(Duration.ofMillis(1))
              .staleIfError(Duration.ofHours(1))
              .statistics(true)
              .management(true));
      cache.put("k", "old");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (cache.containsKey("k")) {
        assertThat(System.nanoTime()).isLessThan(end);
      }

      String value = cache.get("k", key -> {
        throw new IllegalStateException("down");
      });

      assertThat(value).isEqualTo("old");
      assertThat(Beans.statistic(cache, "CacheMisses")).isEqualTo(1L);
      assertThat(Beans.statistic(cache, "CacheHits")).isEqualTo(0L);
      assertThat(Beans.attribute(cache, "StaleAnswers")).isEqualTo(1L);
    }
  }
}
