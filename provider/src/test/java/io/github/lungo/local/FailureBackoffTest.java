// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With {@code failureBackoff}, the loader is left alone for a while after it failed for a key. */
final class FailureBackoffTest {
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final Source source = new Source().fails("down");
  private final EngineFixture fixture = new EngineFixture()
      .resilience(
          settings -> settings.failureBackoff(FIRST).failureBackoffMaximum(Duration.ofSeconds(3)))
      .reader(source);

  @ParameterizedTest
  @EnumSource
  void load_failed_isNotTriedAgainByAnybody(Asking first) {
    assertThatThrownBy(() -> first.ask(fixture, "k", source))
        .isInstanceOf(CacheLoaderException.class)
        .hasRootCauseMessage("down");

    for (Asking again : Asking.values()) {
      assertThatThrownBy(() -> again.ask(fixture, "k", source))
          .isInstanceOf(CacheLoaderException.class)
          .hasMessage("cache 'c': key k is not loaded for another 1000 ms, as 1 attempt failed:"
              + " java.lang.IllegalStateException: down")
          .cause()
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(source.calls).hasValue(1);
    assertThat(fixture.engine().loadFigures().pausedLoads()).isEqualTo(3);
  }

  @Test
  void pause_eachCaller_getsAnExceptionOfItsOwn() {
    failing();

    assertThat(failing()).isNotSameAs(failing());
  }

  @Test
  void pause_afterEachFailure_doublesUpToTheMaximum() {
    failing();
    for (int seconds : new int[] {1, 2, 3, 3}) {
      int calls = source.calls.get();
      fixture.clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
      failing();
      assertThat(source.calls).hasValue(calls);

      fixture.clock.advance(Duration.ofNanos(1));
      failing();
      assertThat(source.calls).hasValue(calls + 1);
    }
    assertThat(failing()).hasMessageContaining("another 3000 ms, as 5 attempts in a row failed");
  }

  @Test
  void success_afterFailures_endsTheSeries() {
    fixture.policy(new CreatedExpiryPolicy(
        new javax.cache.expiry.Duration(TimeUnit.SECONDS, FIRST.toSeconds())));
    failing();
    fixture.clock.advance(FIRST);
    failing();
    fixture.clock.advance(FIRST.multipliedBy(2));
    source.holds("v");
    assertThat(Asking.GET.ask(fixture, "k", source)).isEqualTo("v");
    fixture.clock.advance(FIRST);
    source.fails("down again");

    failing();

    assertThat(failing()).hasMessageContaining("another 1000 ms, as 1 attempt failed");
  }

  @Test
  void load_foundNothingAfterAFailure_endsTheSeries() {
    failing();
    fixture.clock.advance(FIRST);
    source.holds(null);
    assertThat(Asking.GET.ask(fixture, "k", source)).isNull();
    source.fails("down again");

    failing();

    assertThat(failing()).hasMessageContaining("1 attempt failed");
  }

  @Test
  void write_duringAPause_endsIt() {
    failing();
    fixture.remove("k");
    source.holds("v");

    assertThat(Asking.GET.ask(fixture, "k", source)).isEqualTo("v");
  }

  @Test
  void loadAll_duringAPause_asks() {
    failing();
    source.holds("v");

    fixture.engine().loadAll(Set.of("k"), keys -> Asking.loadAll(keys, source), false);

    assertThat(fixture.get("k")).isEqualTo("v");
  }

  @Test
  void loadAll_failed_pausesGetsOfAllItsKeys() {
    assertThatThrownBy(() ->
            fixture.engine().loadAll(Set.of("k", "l"), keys -> Asking.loadAll(keys, source), false))
        .isInstanceOf(CacheLoaderException.class);
    int calls = source.calls.get();

    failing();
    assertThatThrownBy(() -> Asking.GET_ALL.ask(fixture, "l", source))
        .isInstanceOf(LoadPausedException.class);

    assertThat(source.calls).hasValue(calls);
  }

  @Test
  void getAll_oneKeyPaused_loadsTheOthersAndFails() {
    failing();
    source.holds("v");

    assertThatThrownBy(() ->
            fixture.engine().loadMissing(Set.of("k", "l"), keys -> Asking.loadAll(keys, source)))
        .isInstanceOf(CacheLoaderException.class)
        .hasMessageContaining("key k is not loaded");

    assertThat(fixture.get("l")).isEqualTo("v");
    assertThat(fixture.get("k")).isNull();
  }

  @Test
  void processor_duringAPause_failsWithoutALoad() {
    failing();

    assertThatThrownBy(() -> fixture.invoke("k", (entry, arguments) -> entry.getValue()))
        .isInstanceOf(EntryProcessorException.class)
        .hasRootCauseMessage("down");

    assertThat(source.calls).hasValue(1);
  }

  @Test
  void processor_loadFails_pausesGets() {
    assertThatThrownBy(() -> fixture.invoke("k", (entry, arguments) -> entry.getValue()))
        .isInstanceOf(EntryProcessorException.class);

    assertThat(failing()).hasMessageContaining("1 attempt failed");
    assertThat(source.calls).hasValue(1);
  }

  @Test
  void nestedLoad_paused_isAFailureOfTheOuterOneToo() {
    failing();
    AtomicInteger outer = new AtomicInteger();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> fixture.engine().load("outer", key -> {
            outer.incrementAndGet();
            return (String) fixture.engine().load("k", source::apply);
          }))
          .isInstanceOf(CacheLoaderException.class)
          .hasRootCauseMessage("down");
    }

    assertThat(outer).hasValue(1);
  }

  @Test
  void load_failsForManyThreads_isTriedOnce() throws Exception {
    List<Asking> all = List.of(Asking.values());
    for (int round = 0; round < 200; round++) {
      Object key = round;
      source.calls.set(0);
      Threads.run(
          8,
          thread -> assertThatThrownBy(() -> all.get(thread % all.size()).ask(fixture, key, source))
              .isInstanceOf(CacheLoaderException.class));

      assertThat(source.calls).as("round %d", round).hasValue(1);
    }
  }

  private CacheLoaderException failing() {
    return catchThrowableOfType(
        CacheLoaderException.class, () -> Asking.GET.ask(fixture, "k", source));
  }
}
