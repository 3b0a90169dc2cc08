// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.testing.LoggedLines;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a cache shows of values that are loaded anew in the background: no figure, and a line where that fails. */
final class RefreshFiguresTest {
  private static final String LOGGER = "io.github.lungo.local.RefreshReports";

  private final Fixture fixture = new Fixture();
  private final CountDownLatch loads = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile @Nullable Object found;
  private volatile boolean fails;

  @AfterEach
  void close() {
    asked.countDown();
    fixture.close();
  }

  @Test
  void refresh_newValue_isNotCounted() throws Exception {
    LungoCache<Object, Object> cache = refreshing();
    found = "new";

    asked.countDown();
    Await.until(() -> "new".equals(cache.iterator().next().getValue()));

    assertThat(changes(cache)).containsExactly(1L, 0L, 0L, 0L);
  }

  @Test
  void refresh_findsNothing_isNotCounted() throws Exception {
    LungoCache<Object, Object> cache = refreshing();

    asked.countDown();
    Await.until(() -> !cache.containsKey("key"));

    assertThat(changes(cache)).containsExactly(1L, 0L, 0L, 0L);
  }

  @Test
  void refresh_fails_isLogged() {
    try (LoggedLines logged = new LoggedLines(LOGGER)) {
      LungoCache<Object, Object> cache = refreshing();
      fails = true;

      asked.countDown();
      Await.until(() -> !logged.lines().isEmpty());

      assertThat(logged.lines().get(0))
          .isEqualTo(
              "WARNING cache 'beans': loading 1 keys anew in the background failed; their values stay");
      assertThat(cache.get("key")).isEqualTo("old");
    }
  }

  /** Returns a cache whose one entry is being loaded anew: the loader waits until it may go on. */
  private LungoCache<Object, Object> refreshing() {
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .statistics(true)
            .refreshAfterWrite(Duration.ofMillis(1))
            .readThrough(always(new ThrowingObjects.MapLoader(key -> load()))));
    cache.put("key", "old");
    Await.until(() -> {
      assertThat(cache.get("key")).isEqualTo("old");
      return loads.getCount() == 0;
    });
    return cache;
  }

  private @Nullable Object load() {
    loads.countDown();
    Await.until(() -> asked.getCount() == 0);
    if (fails) {
      throw new IllegalStateException("down");
    }
    return found;
  }

  private static List<Object> changes(LungoCache<?, ?> cache) throws JMException {
    return List.of(
        Beans.statistic(cache, "CachePuts"),
        Beans.statistic(cache, "CacheRemovals"),
        Beans.statistic(cache, "CacheMisses"),
        Beans.statistic(cache, "CacheEvictions"));
  }
}
