// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.local.AskingForLoad.Asked;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code maximumConcurrentLoads}, a load waits for its place, however it was started. */
final class LoadLimitTest {
  private final LoadingCaches caches = new LoadingCaches();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicReference<@Nullable LungoCache<String, String>> self =
      new AtomicReference<>();

  @AfterEach
  void close() {
    caches.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INVOKE")
  void load_placeTaken_waitsForIt(AskingForLoad asking) {
    LungoCache<String, String> cache = full(Duration.ofSeconds(20));

    Asked waiting = asking.start(caches, cache, this::load);
    caches.awaitLastWaiting();

    assertThat(loads).as("begun while the place is taken").hasValue(1);
    caches.release();
    assertThat(waiting.outcome()).isEqualTo("loaded");
    assertThat(loads).hasValue(2);
  }

  /** The future of getAsync has a deadline of its own, which ends at the same time. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"INVOKE", "GET_ASYNC"})
  void load_noPlaceInTime_fails(AskingForLoad asking) {
    LungoCache<String, String> cache = full(Duration.ofMillis(100));

    assertThat(asking.start(caches, cache, this::load).outcome())
        .isInstanceOf(CacheLoaderException.class)
        .satisfies(failure -> assertThat((Throwable) failure)
            .hasStackTraceContaining("cache 'loads': no load could start within 100 ms,"
                + " as maximumConcurrentLoads = 1 are running"));
    assertThat(loads).hasValue(1);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void getAsync_noPlaceInTime_fails() {
    LungoCache<String, String> cache = full(Duration.ofMillis(100));

    assertThat(AskingForLoad.GET_ASYNC.start(caches, cache, this::load).outcome())
        .isInstanceOf(CacheLoaderException.class);
    assertThat(loads).hasValue(1);
  }

  @Test
  void invoke_placeTaken_readsThroughAllTheSame() {
    LungoCache<String, String> cache = full(Duration.ofSeconds(20));

    assertThat(AskingForLoad.INVOKE.start(caches, cache, this::load).outcome()).isEqualTo("loaded");
  }

  @Test
  void load_startedByTheLoader_needsNoSecondPlace() {
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        key -> switch (key) {
          case "get" -> self.get().get("a");
          case "getAll" -> self.get().getAll(Set.of("b")).get("b");
          case "given" -> self.get().get("c", inner -> "inner");
          default -> "inner";
        },
        settings -> settings.maximumConcurrentLoads(1).loadTimeout(Duration.ofSeconds(2)));
    self.set(cache);

    for (String key : Set.of("get", "getAll", "given")) {
      FutureTask<String> loaded = caches.start(() -> cache.get(key));
      assertThat(LoadingCaches.result(loaded)).as(key).isEqualTo("inner");
    }
  }

  /** Returns a cache of whose one place the load of another key is taking. */
  private LungoCache<String, String> full(Duration loadTimeout) {
    LungoCache<String, String> cache = caches.of(
        String.class,
        String.class,
        this::load,
        settings -> settings
            .maximumConcurrentLoads(1)
            .loadTimeout(loadTimeout)
            .executor(task -> caches.start(() -> {
              task.run();
              return null;
            })));
    caches.start(() -> cache.get("other"));
    caches.awaitBegun();
    return cache;
  }

  private @Nullable String load(String key) {
    loads.incrementAndGet();
    if (key.equals("other")) {
      caches.hold();
    }
    return "loaded";
  }
}
