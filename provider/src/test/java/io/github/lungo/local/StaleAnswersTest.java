// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code staleWhileRevalidate} and {@code staleIfError}, an entry that has expired may still answer a get. */
final class StaleAnswersTest {
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Source source = new Source();
  private final Queue<Runnable> background = new ArrayDeque<>();

  @ParameterizedTest
  @EnumSource
  void load_expired_answersTheOldValueAndLoadsInTheBackground(Asking asking) {
    EngineFixture fixture = expired(settings -> settings.staleWhileRevalidate(GRACE));

    assertThat(asking.ask(fixture, "k", source.holds("new"))).isEqualTo("old");
    assertThat(source.calls).hasValue(0);
    assertThat(fixture.engine().loadFigures().staleAnswers()).isEqualTo(1);
    runBackground();

    assertThat(source.calls).hasValue(1);
    assertThat(fixture.get("k")).isEqualTo("new");
  }

  @Test
  void load_expiredAskedOften_revalidatesOnce() {
    EngineFixture fixture = expired(settings -> settings.staleWhileRevalidate(GRACE));
    source.holds("new");

    for (int i = 0; i < 10; i++) {
      for (Asking asking : Asking.values()) {
        assertThat(asking.ask(fixture, "k", source)).isEqualTo("old");
      }
    }
    runBackground();

    assertThat(source.calls).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void load_graceIsOver_waitsForTheLoad(Asking asking) {
    EngineFixture fixture = expired(settings -> settings.staleWhileRevalidate(GRACE));
    fixture.clock.advance(GRACE);
    fixture.executor(Runnable::run);

    assertThat(fixture.engine().read("k")).isNull();
    assertThat(fixture.engine().load("k", source.holds("new")::apply)).isEqualTo("new");
    assertThat(source.calls).hasValue(1);
    assertThat(asking.ask(fixture, "k", source)).isEqualTo("new");
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "GET_ALL"})
  void load_failsAfterExpiry_answersTheOldValueInTheGraceOfErrors(Asking asking) {
    EngineFixture fixture = expired(settings -> settings.staleIfError(GRACE));
    source.fails("down");

    assertThat(asking.ask(fixture, "k", source)).isEqualTo("old");
    assertThat(asking.ask(fixture, "k", source)).isEqualTo("old");
    assertThat(source.calls).hasValue(2);

    fixture.clock.advance(GRACE);
    assertThatThrownBy(() -> asking.ask(fixture, "k", source))
        .isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void loadAsync_failsAfterExpiry_answersTheOldValueInTheGraceOfErrors() {
    EngineFixture fixture = expired(settings -> settings.staleIfError(GRACE));
    assertThat(fixture.get("k")).isNull();

    var future = fixture.engine().loadAsync("k", source.fails("down")::apply);
    runBackground();

    assertThat(future).isCompletedWithValue("old");
  }

  @Test
  void load_failsWithBackoff_answersTheOldValueWithoutFurtherLoads() {
    EngineFixture fixture =
        expired(settings -> settings.staleIfError(GRACE).failureBackoff(Duration.ofSeconds(30)));
    source.fails("down");

    for (int i = 0; i < 5; i++) {
      assertThat(Asking.GET.ask(fixture, "k", source)).isEqualTo("old");
      assertThat(Asking.GET_ALL.ask(fixture, "k", source)).isEqualTo("old");
    }

    assertThat(source.calls).hasValue(1);
  }

  @Test
  void revalidation_fails_isNotRepeatedDuringThePause() {
    EngineFixture fixture = expired(
        settings -> settings.staleWhileRevalidate(GRACE).failureBackoff(Duration.ofSeconds(30)));
    source.fails("down");

    for (int i = 0; i < 5; i++) {
      assertThat(Asking.GET.ask(fixture, "k", source)).isEqualTo("old");
      runBackground();
    }

    assertThat(source.calls).hasValue(1);
  }

  @Test
  void revalidation_findsNothing_endsTheStaleValue() {
    EngineFixture fixture = expired(settings -> settings.staleWhileRevalidate(GRACE));
    source.holds(null);
    Asking.GET.ask(fixture, "k", source);
    runBackground();

    assertThat(Asking.GET.ask(fixture, "k", source)).isNull();
  }

  @Test
  void staleValue_forAllElse_isGone() {
    EngineFixture fixture = expired(settings -> settings.staleWhileRevalidate(GRACE));
    fixture.reader(source.holds("loaded"));
    Asking.GET.ask(fixture, "k", source);

    assertThat(fixture.engine().contains("k")).isFalse();
    assertThat(fixture.engine().entries()).isExhausted();
    assertThat(fixture.invoke("k", (entry, arguments) -> entry.exists()).result())
        .isFalse();
    assertThat(fixture
            .engine()
            .execute("k", Put.of("mine", Put.Kind.IF_ABSENT), outcome -> {})
            .result())
        .isTrue();
    runBackground();
    assertThat(fixture.get("k")).isEqualTo("mine");
  }

  @Test
  void expiry_ofAnEntryThatStaysAsStale_isToldAsEver() {
    EngineFixture fixture =
        fixture(settings -> settings.staleWhileRevalidate(GRACE)).listening();
    fixture.put("k", "old");
    fixture.clock.advance(LIFE);

    assertThat(Asking.GET.ask(fixture, "k", source.holds("new"))).isEqualTo("old");
    runBackground();

    assertThat(fixture.listener.take().toString())
        .contains("CREATED")
        .contains("EXPIRED")
        .doesNotContain("UPDATED");
  }

  static Stream<Consumer<EngineFixture>> writes() {
    return Stream.of(
        fixture -> fixture.remove("k"),
        fixture -> {
          fixture.put("k", "x");
          fixture.remove("k");
        },
        fixture -> fixture.engine().clear(),
        StaleAnswersTest::removeAll,
        fixture ->
            fixture.engine().execute("k", Remove.any(Remove.Kind.GET_AND_REMOVE), outcome -> {}));
  }

  private static void removeAll(EngineFixture fixture) {
    fixture.engine().fenceLoads();
    fixture.engine().execute("k", Remove.any(Remove.Kind.IF_PRESENT), outcome -> {});
  }

  /** Whether the entry has left the store by then or not. */
  @ParameterizedTest
  @MethodSource("writes")
  void write_afterExpiry_endsTheStaleValue(Consumer<EngineFixture> write) {
    for (boolean wasAsked : new boolean[] {true, false}) {
      EngineFixture fixture =
          expired(settings -> settings.staleWhileRevalidate(GRACE).staleIfError(GRACE));
      if (wasAsked) {
        Asking.GET.ask(fixture, "k", source.holds("new"));
      }
      write.accept(fixture);
      runBackground();
      assertThat(fixture.get("k")).isNull();

      assertThatThrownBy(() -> Asking.GET.ask(fixture, "k", source.fails("down")))
          .as("asked before: %s", wasAsked)
          .isInstanceOf(CacheLoaderException.class);
    }
  }

  @Test
  void removeAll_notSeeingTheExpired_endsTheirStaleValues() {
    EngineFixture fixture = expired(settings -> settings.staleIfError(GRACE));

    fixture.engine().fenceLoads();

    assertThatThrownBy(() -> Asking.GET.ask(fixture, "k", source.fails("down")))
        .isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void removeAll_entryExpiresMeanwhile_endsItsStaleValue() {
    EngineFixture fixture = fixture(settings -> settings.staleIfError(GRACE));
    fixture.put("k", "old");
    fixture.clock.advance(LIFE.minusNanos(1));

    fixture.engine().fenceLoads();
    fixture.clock.advance(Duration.ofNanos(1));
    fixture.engine().execute("k", Remove.any(Remove.Kind.IF_PRESENT), outcome -> {});

    assertThatThrownBy(() -> Asking.GET.ask(fixture, "k", source.fails("down")))
        .isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void eviction_forWantOfRoom_leavesNothing() {
    EngineFixture fixture = fixture(settings -> settings.staleIfError(GRACE))
        .bound(new Bound(OptionalLong.of(2), OptionalLong.empty()));
    for (int key = 0; key < 50; key++) {
      fixture.put(key, "v" + key);
    }
    int stale = 0;
    for (int key = 0; key < 50; key++) {
      if (!fixture.engine().contains(key)) {
        Object evicted = key;
        assertThatThrownBy(() -> Asking.GET.ask(fixture, evicted, source.fails("down")))
            .isInstanceOf(CacheLoaderException.class);
      } else {
        stale++;
      }
    }
    assertThat(stale).isLessThanOrEqualTo(2);
  }

  @Test
  void loadAll_explicit_failsThoughThereIsAStaleValue() {
    EngineFixture fixture = expired(settings -> settings.staleIfError(GRACE));
    source.fails("down");

    assertThatThrownBy(() ->
            fixture.engine().loadAll(Set.of("k"), keys -> Asking.loadAll(keys, source), false))
        .isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void loadAll_findsNothing_endsTheStaleValueThatHadNotLeft() {
    EngineFixture fixture = expired(settings -> settings.staleIfError(GRACE));

    fixture.engine().loadAll(Set.of("k"), keys -> Asking.loadAll(keys, source), false);

    assertThatThrownBy(() -> Asking.GET.ask(fixture, "k", source.fails("down")))
        .isInstanceOf(CacheLoaderException.class);
  }

  @Test
  void processor_afterExpiry_loadsAndNeverSeesTheStaleValue() {
    EngineFixture fixture = fixture(
            settings -> settings.staleWhileRevalidate(GRACE).staleIfError(GRACE))
        .reader(source);
    fixture.put("k", "old");
    fixture.clock.advance(LIFE);

    assertThat(fixture.invoke("k", (entry, arguments) -> entry.getValue()).result())
        .isNull();
    source.fails("down");
    assertThatThrownBy(() -> fixture.invoke("k", (entry, arguments) -> entry.getValue()))
        .hasRootCauseMessage("down");
  }

  @Test
  void timeToLiveOfItsOwn_inAnEternalCache_endsInAStaleValueToo() {
    EngineFixture fixture =
        new EngineFixture().resilience(settings -> settings.staleIfError(GRACE));
    fixture.put("k", "old", LIFE);
    fixture.clock.advance(LIFE);

    assertThat(Asking.GET.ask(fixture, "k", source.fails("down"))).isEqualTo("old");
  }

  private EngineFixture expired(UnaryOperator<LungoConfigurationBuilder<Object, String>> settings) {
    EngineFixture fixture = fixture(settings);
    fixture.put("k", "old");
    fixture.clock.advance(LIFE);
    return fixture;
  }

  private EngineFixture fixture(UnaryOperator<LungoConfigurationBuilder<Object, String>> settings) {
    return new EngineFixture()
        .resilience(settings)
        .executor(background::add)
        .policy(new CreatedExpiryPolicy(
            new javax.cache.expiry.Duration(TimeUnit.SECONDS, LIFE.toSeconds())));
  }

  private void runBackground() {
    for (Runnable task = background.poll(); task != null; task = background.poll()) {
      task.run();
    }
  }
}
