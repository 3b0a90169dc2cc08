// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stale value is a miss, and shows among the figures of the cache. */
final class StaleAnswerFiguresTest {

  @ParameterizedTest
  @EnumSource(names = {"GET", "GET_WITH_LOADER", "GET_ASYNC", "GET_ALL"})
  void get_stale_isAMissAndAStaleAnswer(Call get) throws Exception {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Object, Object> cache =
          fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
              .createdExpiry(Duration.ofMillis(1))
              .staleWhileRevalidate(Duration.ofHours(1))
              .readThrough(always(new ThrowingObjects.MapLoader(key -> {
                throw new IllegalStateException("down");
              })))
              .statistics(true)
              .management(true));
      cache.put("key", "old");
      Await.until(() -> !cache.containsKey("key"));

      Object got = get.run(cache, "key", null);

      assertThat(got instanceof CompletableFuture<?> future ? future.get() : got)
          .isIn("old", Map.of("key", "old"));
      assertThat(Beans.statistic(cache, "CacheMisses")).isEqualTo(1L);
      assertThat(Beans.statistic(cache, "CacheHits")).isEqualTo(0L);
      assertThat(Beans.attribute(cache, "StaleAnswers")).isEqualTo(1L);
    }
  }
}
