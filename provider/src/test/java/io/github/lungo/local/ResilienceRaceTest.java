// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.operation.Remove;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refreshes, stale answers and notes against writes: what was known before a write is gone when it returns. */
@SuppressWarnings({"ThreadPriorityCheck", "ImmutableEnumChecker"
}) // yields make for more interleavings
final class ResilienceRaceTest {
  /** Thousands in all, as there are 30 pairs. */
  private static final int ROUNDS = 150 * Integer.getInteger("schedules.times", 1);

  private static final Duration AGE = Duration.ofSeconds(10);
  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofHours(1);

  private volatile @Nullable String inSource;
  private final EngineFixture fixture = new EngineFixture()
      .resilience(settings -> settings
          .refreshAfterWrite(AGE)
          .staleWhileRevalidate(LONG)
          .staleIfError(LONG)
          .negativeTimeToLive(LONG)
          .failureBackoff(LONG))
      .reader(key -> load())
      .alarm((delay, task) -> {
        task.run();
        return new CompletableFuture<>();
      })
      .policy(new CreatedExpiryPolicy(
          new javax.cache.expiry.Duration(TimeUnit.SECONDS, LIFE.toSeconds())));

  /** What is known of the key before the write. */
  private enum Situation {
    /** A live entry that the next read has loaded anew. */
    DUE,
    /** An entry that has expired. */
    EXPIRED,
    /** An entry that expires while it is used. */
    EXPIRING,
    /** Nothing; the source has no value. */
    ABSENT,
    /** Nothing; the source is down. */
    DOWN
  }

  /** A write of the key, after the source has got the value. */
  private enum Write {
    PUT((fixture, key) -> fixture.put(key, "2")),
    REMOVE((fixture, key) -> fixture.remove(key)),
    CLEAR((fixture, key) -> fixture.engine().clear()),
    REMOVE_ALL((fixture, key) -> {
      fixture.engine().fenceLoads();
      fixture.engine().execute(key, Remove.any(Remove.Kind.IF_PRESENT), outcome -> {});
    }),
    INVOKE((fixture, key) -> fixture.invoke(key, (entry, arguments) -> {
      entry.setValue("2");
      return null;
    })),
    INVOKE_REMOVE((fixture, key) -> fixture.invoke(key, (entry, arguments) -> {
      entry.remove();
      return null;
    }));

    private final BiConsumer<EngineFixture, Object> action;

    Write(BiConsumer<EngineFixture, Object> action) {
      this.action = action;
    }
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Situation.values())
        .flatMap(situation ->
            Arrays.stream(Write.values()).map(write -> Arguments.of(situation, write)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void write_againstReadsOfWhatIsKnown_leavesNothingOlder(Situation situation, Write write)
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Object key = round;
      prepare(situation, key);

      Threads.run(3, thread -> {
        pause();
        if (thread == 0) {
          inSource = "2";
          write.action.accept(fixture, key);
        } else if (thread == 1 && situation == Situation.EXPIRING) {
          fixture.clock.advance(Duration.ofNanos(1));
        } else {
          ask(key);
        }
      });

      assertThat(ask(key)).as("%s, %s, round %d", situation, write, round).isEqualTo("2");
      assertThat(fixture.get(key)).isEqualTo("2");
    }
  }

  private void prepare(Situation situation, Object key) {
    switch (situation) {
      case ABSENT -> inSource = null;
      case DOWN -> inSource = "down";
      default -> {
        inSource = "1";
        fixture.put(key, "1");
      }
    }
    switch (situation) {
      case DUE -> fixture.clock.advance(AGE);
      case EXPIRED -> fixture.clock.advance(LIFE);
      case EXPIRING -> fixture.clock.advance(LIFE.minusNanos(1));
      default -> {}
    }
  }

  private @Nullable Object ask(Object key) {
    try {
      return Asking.GET.ask(fixture, key, k -> load());
    } catch (CacheLoaderException failure) {
      return null;
    }
  }

  private @Nullable String load() {
    @Nullable String value = inSource;
    pause();
    if ("down".equals(value)) {
      throw new IllegalStateException("down");
    }
    return value;
  }

  /** Waits for a moment that differs each time. */
  private static void pause() {
    int kind = ThreadLocalRandom.current().nextInt(4);
    if (kind == 0) {
      Thread.yield();
    } else if (kind == 1) {
      LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(60_000));
    }
  }
}
