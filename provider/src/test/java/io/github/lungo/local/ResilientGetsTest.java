// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All methods of a cache that read through, with the manager's threads and in real time. */
final class ResilientGetsTest {
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);

  private final LoadingCaches caches = new LoadingCaches();
  private final Source source = new Source();

  private enum Get {
    GET {
      @Override
      @Nullable
      String of(LungoCache<String, String> cache, Source source) {
        return cache.get("k");
      }
    },
    GET_ALL {
      @Override
      @Nullable
      String of(LungoCache<String, String> cache, Source source) {
        return cache.getAll(Set.of("k")).get("k");
      }
    },
    GET_ASYNC {
      @Override
      @Nullable
      String of(LungoCache<String, String> cache, Source source) {
        try {
          return cache.getAsync("k").join();
        } catch (CompletionException failure) {
          throw (RuntimeException) failure.getCause();
        }
      }
    },
    GET_WITH_LOADER {
      @Override
      @Nullable
      String of(LungoCache<String, String> cache, Source source) {
        return cache.get("k", source);
      }
    };

    abstract @Nullable String of(LungoCache<String, String> cache, Source source);
  }

  @AfterEach
  void close() {
    caches.close();
  }

  @ParameterizedTest
  @EnumSource
  void get_expired_isStaleAndRevalidated(Get get) {
    LungoCache<String, String> cache = expired(settings -> settings.staleWhileRevalidate(LONG));
    source.holds("new");

    assertThat(get.of(cache, source)).isEqualTo("old");

    awaitLoads(1);
    caches.manager().destroyCache("loads");
    assertThat(source.calls).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void get_expiredAndSourceDown_isStale(Get get) {
    LungoCache<String, String> cache = expired(settings -> settings.staleIfError(LONG));
    source.fails("down");

    assertThat(get.of(cache, source)).isEqualTo("old");
    assertThat(source.calls).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void get_foundNothing_isRemembered(Get get) {
    LungoCache<String, String> cache = cache(settings -> settings.negativeTimeToLive(LONG));

    for (int i = 0; i < 3; i++) {
      assertThat(get.of(cache, source)).isNull();
    }

    assertThat(source.calls).hasValue(1);
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache.putIfAbsent("k", "v")).isTrue();
    assertThat(get.of(cache, source)).isEqualTo("v");
  }

  @ParameterizedTest
  @EnumSource
  void get_failed_pauses(Get get) {
    LungoCache<String, String> cache = cache(settings -> settings.failureBackoff(LONG));
    source.fails("down");

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> get.of(cache, source))
          .isInstanceOf(CacheLoaderException.class)
          .hasRootCauseMessage("down");
    }

    assertThat(source.calls).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void get_old_isRefreshed(Get get) {
    LungoCache<String, String> cache = cache(settings -> settings.refreshAfterWrite(SHORT));
    cache.put("k", "old");
    source.holds("new");

    await(() -> {
      @Nullable String value = get.of(cache, source);
      assertThat(value).isIn("old", "new");
      return "new".equals(value);
    });
  }

  @Test
  void createCache_refreshWithoutReadThrough_isRefused() {
    LungoConfigurationBuilder<String, String> settings = LungoConfiguration.builder(
            String.class, String.class)
        .refreshAfterWrite(Duration.ofSeconds(10));

    assertThatThrownBy(() -> caches.manager().createCache("orders", settings.build()))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "cache 'orders': refreshAfterWrite needs a cache loader and readThrough: PT10S");
  }

  @Test
  void close_whileValuesAreRefreshed_ends() {
    LungoCache<String, String> cache = cache(settings -> settings.refreshAfterWrite(SHORT));
    cache.put("k", "old");
    source.holds("new");
    await(() -> {
      cache.get("k");
      return source.calls.get() > 3;
    });

    cache.close();
    int calls = source.calls.get();
    caches.manager().close();

    assertThat(source.calls).hasValue(calls);
  }

  private LungoCache<String, String> expired(
      UnaryOperator<LungoConfigurationBuilder<String, String>> settings) {
    LungoCache<String, String> cache =
        cache(builder -> settings.apply(builder.createdExpiry(SHORT)));
    cache.put("k", "old");
    await(() -> !cache.containsKey("k"));
    return cache;
  }

  private LungoCache<String, String> cache(
      UnaryOperator<LungoConfigurationBuilder<String, String>> settings) {
    return caches.of(String.class, String.class, source::apply, settings);
  }

  private void awaitLoads(int loads) {
    await(() -> source.calls.get() >= loads);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LoadingCaches.PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
