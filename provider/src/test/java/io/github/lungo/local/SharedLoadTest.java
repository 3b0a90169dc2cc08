// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.local.AskingForLoad.Asked;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever way a load was started, and whichever way others ask for its key, they share it, and may leave it alone. */
final class SharedLoadTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final LoadingCaches caches = new LoadingCaches();
  private final AtomicInteger loads = new AtomicInteger();
  private final IllegalStateException down = new IllegalStateException("down");
  private final AssertionError broken = new AssertionError("broken");
  private volatile End end = End.VALUE;

  /** How a load ends. */
  private enum End {
    VALUE,
    NULL,
    FAILURE,
    ERROR
  }

  @AfterEach
  void close() {
    caches.close();
  }

  static Stream<Arguments> eachWithEach() {
    return Arrays.stream(AskingForLoad.values())
        .flatMap(leader -> Arrays.stream(AskingForLoad.values())
            .filter(joiner -> joiner != AskingForLoad.INVOKE || leader != joiner)
            .flatMap(joiner ->
                Arrays.stream(End.values()).map(end -> Arguments.of(leader, joiner, end))));
  }

  /** Two processors of one key come one after the other, and so does what they ask. */
  @ParameterizedTest
  @MethodSource("eachWithEach")
  void ask_whileALoadOfTheKeyRuns_sharesItsEnd(
      AskingForLoad leader, AskingForLoad joiner, End itsEnd) {
    end = itsEnd;
    LungoCache<String, String> cache = cache(Duration.ofSeconds(20));
    Asked led = leader.start(caches, cache, this::load);
    caches.awaitBegun();
    Asked joined = joiner.start(caches, cache, this::load);
    caches.awaitLastWaiting();

    caches.release();

    List<Object> outcomes = Arrays.asList(led.outcome(), joined.outcome());
    assertThat(loads).hasValue(1);
    switch (itsEnd) {
      case VALUE -> assertThat(outcomes).containsExactly("loaded", "loaded");
      case NULL -> assertThat(outcomes).containsExactly(null, null);
      default -> {
        assertThat(outcomes)
            .allSatisfy(
                outcome -> assertThat(outcome).isExactlyInstanceOf(CacheLoaderException.class))
            .allSatisfy(outcome ->
                assertThat((Throwable) outcome).hasCause(itsEnd == End.ERROR ? broken : down));
        assertThat(outcomes.get(0)).as("an exception of its own").isNotSameAs(outcomes.get(1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ask_loadTakesLongerThanItsTimeout_leaves(AskingForLoad waiter) {
    assertLeavesAlone(AskingForLoad.GET, waiter);
  }

  /** Whoever runs the loader gets its value, however long that takes; getAsync is a waiter of a load on another thread. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GET_ASYNC")
  void load_longerThanItsTimeout_reachesWhoeverRunsIt(AskingForLoad leader) {
    assertLeavesAlone(leader, AskingForLoad.GET);
  }

  private void assertLeavesAlone(AskingForLoad leader, AskingForLoad waiter) {
    LungoCache<String, String> cache = cache(PATIENCE);
    Asked led = leader.start(caches, cache, this::load);
    caches.awaitBegun();

    assertThat(waiter.start(caches, cache, this::load).outcome())
        .isExactlyInstanceOf(CacheLoaderException.class)
        .extracting(failure -> ((Throwable) failure).getMessage())
        .isEqualTo("cache 'loads': key k was not loaded within 500 ms; its load goes on");
    caches.release();

    assertThat(led.outcome()).isEqualTo("loaded");
    assertThat(loads).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "GET_WITH_LOADER", "GET_ALL", "INVOKE"})
  void ask_interruptedWhileItWaits_leavesAlone(AskingForLoad waiter) {
    LungoCache<String, String> cache = cache(Duration.ofSeconds(20));
    Asked led = AskingForLoad.GET.start(caches, cache, this::load);
    caches.awaitBegun();
    Asked other = AskingForLoad.GET_ALL.start(caches, cache, this::load);
    caches.awaitLastWaiting();
    Asked interrupted = waiter.start(caches, cache, this::load);
    caches.awaitLastWaiting();

    caches.lastStarted().interrupt();

    assertThat(interrupted.outcome())
        .isInstanceOf(CacheLoaderException.class)
        .extracting(failure -> ((Throwable) failure).getCause())
        .isInstanceOf(InterruptedException.class);
    caches.release();
    assertThat(led.outcome()).isEqualTo("loaded");
    assertThat(other.outcome()).isEqualTo("loaded");
    assertThat(loads).hasValue(1);
  }

  private LungoCache<String, String> cache(Duration loadTimeout) {
    return caches.of(
        String.class,
        String.class,
        this::load,
        settings -> settings
            .loadTimeout(loadTimeout)
            .executor(task -> caches.start(() -> {
              task.run();
              return null;
            })));
  }

  private @Nullable String load(String key) {
    loads.incrementAndGet();
    caches.hold();
    return switch (end) {
      case VALUE -> "loaded";
      case NULL -> null;
      case FAILURE -> throw down;
      case ERROR -> throw broken;
    };
  }
}
