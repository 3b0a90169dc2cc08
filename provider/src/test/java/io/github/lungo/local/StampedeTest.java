// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many callers of one cold key cost one load, however it ends. */
@SuppressWarnings({"rawtypes", "unchecked"}) // List.class names no type of elements
final class StampedeTest {
  private static final int CALLERS = 64;
  private static final Duration LOAD_TIME = Duration.ofMillis(300);

  private final LoadingCaches caches = new LoadingCaches();
  private final AtomicInteger loads = new AtomicInteger();
  private final IllegalStateException down = new IllegalStateException("source is down");

  @AfterEach
  void close() {
    caches.close();
  }

  @ParameterizedTest
  @CsvSource({
    "existing, true",
    "existing, false",
    "missing, true",
    "missing, false",
    "failing, true",
    "failing, false"
  })
  void get_manyCallersAtOnce_loadOnce(String key, boolean byValue) {
    CountDownLatch released = new CountDownLatch(1);
    LungoCache<String, List> cache = cache(byValue, released, Duration.ofSeconds(20));
    List<FutureTask<Object>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(caches.start(() -> outcome(cache, key)));
      caches.awaitLastWaiting();
    }

    released.countDown();

    assertSharedOutcome(key, byValue, callers);
    assertThat(loads).hasValue(1);
  }

  /** Without coalescing a missing or failing key costs each caller a load, one after the other: 64 times the load time. */
  @ParameterizedTest
  @CsvSource({
    "existing, true",
    "existing, false",
    "missing, true",
    "missing, false",
    "failing, true",
    "failing, false"
  })
  void get_slowLoader_servesAllInOneLoadTime(String key, boolean byValue) {
    LungoCache<String, List> cache = cache(byValue, new CountDownLatch(1), LOAD_TIME);
    Duration best = LOAD_TIME.multipliedBy(CALLERS);
    // Noise of the machine can only add time, while loads one after the other are slow in each
    // attempt.
    for (int attempt = 1; attempt <= 5 && !isGood(best); attempt++) {
      Duration wall = stampede(cache, key, byValue);
      best = wall.compareTo(best) < 0 ? wall : best;
      assertThat(loads).hasValue(attempt);
      cache.remove(key);
    }

    System.getLogger(StampedeTest.class.getName())
        .log(
            System.Logger.Level.INFO,
            "{0} key, by value {1}: {2} callers, loader of {3} ms, {4} ms",
            key,
            byValue,
            CALLERS,
            LOAD_TIME.toMillis(),
            best.toMillis());
    assertThat(isGood(best)).as("took " + best).isTrue();
  }

  private static boolean isGood(Duration wall) {
    return wall.compareTo(LOAD_TIME.multipliedBy(3).dividedBy(2)) < 0;
  }

  private Duration stampede(LungoCache<String, List> cache, String key, boolean byValue) {
    CyclicBarrier start = new CyclicBarrier(CALLERS + 1);
    List<FutureTask<Object>> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(caches.start(() -> {
        LoadingCaches.await(start);
        return outcome(cache, key);
      }));
    }
    long began = System.nanoTime();
    LoadingCaches.await(start);
    assertSharedOutcome(key, byValue, callers);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private LungoCache<String, List> cache(
      boolean byValue, CountDownLatch released, Duration loadTime) {
    return caches.of(
        String.class,
        List.class,
        key -> {
          loads.incrementAndGet();
          takeTime(released, loadTime);
          return switch (key) {
            case "existing" -> new ArrayList<>(List.of("value"));
            case "missing" -> null;
            default -> throw down;
          };
        },
        settings -> settings.storeByValue(byValue));
  }

  /** Takes the load time, or as long as the latch is closed, if the test opens it. */
  private static void takeTime(CountDownLatch released, Duration loadTime) {
    try {
      boolean isOpen = released.await(loadTime.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(isOpen || released.getCount() == 1).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object outcome(LungoCache<String, List> cache, String key) {
    try {
      return cache.get(key);
    } catch (CacheLoaderException failure) {
      return failure;
    }
  }

  private void assertSharedOutcome(String key, boolean byValue, List<FutureTask<Object>> callers) {
    Set<Object> instances = Collections.newSetFromMap(new IdentityHashMap<>());
    for (FutureTask<Object> caller : callers) {
      Object outcome = LoadingCaches.result(caller);
      switch (key) {
        case "existing" -> assertThat(outcome).isEqualTo(List.of("value"));
        case "missing" -> assertThat(outcome).isNull();
        default ->
          assertThat(outcome)
              .isInstanceOf(CacheLoaderException.class)
              .extracting(failure -> ((Throwable) failure).getCause())
              .isSameAs(down);
      }
      instances.add(outcome);
    }
    int expected = key.equals("missing") || (key.equals("existing") && !byValue) ? 1 : CALLERS;
    assertThat(instances).as("instances of their own").hasSize(expected);
  }
}
