// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code negativeTimeToLive}, a load that found nothing is remembered. */
final class NegativeAnswersTest {
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final Source source = new Source();
  private final EngineFixture fixture =
      new EngineFixture().resilience(settings -> settings.negativeTimeToLive(REMEMBERED));

  @ParameterizedTest
  @EnumSource
  void load_foundNothing_isRememberedForAllWhoAsk(Asking first) {
    assertThat(first.ask(fixture, "k", source)).isNull();

    for (Asking again : Asking.values()) {
      assertThat(again.ask(fixture, "k", source)).isNull();
    }

    assertThat(source.calls).hasValue(1);
    assertThat(fixture.engine().loadFigures().negativeAnswers()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void load_timeHasPassed_asksAgain(Asking asking) {
    asking.ask(fixture, "k", source);
    fixture.clock.advance(REMEMBERED);
    source.holds("v");

    assertThat(asking.ask(fixture, "k", source)).isEqualTo("v");
  }

  @Test
  void load_off_asksEachTime() {
    EngineFixture off = new EngineFixture();

    for (Asking asking : Asking.values()) {
      assertThat(asking.ask(off, "k", source)).isNull();
    }

    assertThat(source.calls).hasValue(3);
  }

  @Test
  void processor_keyKnownToBeAbsent_readsNothing() {
    EngineFixture readThrough = new EngineFixture()
        .resilience(settings -> settings.negativeTimeToLive(REMEMBERED))
        .reader(source);

    assertThat(readThrough.invoke("k", (entry, arguments) -> entry.getValue()).result())
        .isNull();
    assertThat(readThrough.invoke("k", (entry, arguments) -> entry.getValue()).result())
        .isNull();
    assertThat(Asking.GET.ask(readThrough, "k", source)).isNull();

    assertThat(source.calls).hasValue(1);
  }

  @Test
  void absence_remembered_isNoEntryAndNoEvent() {
    fixture.listening();

    Asking.GET.ask(fixture, "k", source);
    fixture.clock.advance(REMEMBERED);
    fixture.engine().capacity();

    assertThat(fixture.engine().contains("k")).isFalse();
    assertThat(fixture.engine().entries()).isExhausted();
    assertThat(fixture.engine().capacity().estimatedSize()).isZero();
    assertThat(fixture.listener.take()).isEmpty();
  }

  static Stream<Consumer<EngineFixture>> writes() {
    return Stream.of(
        fixture -> fixture.remove("k"),
        fixture -> {
          fixture.put("k", "x");
          fixture.engine().execute("k", Remove.any(Remove.Kind.IF_PRESENT), outcome -> {});
        },
        fixture -> fixture.put("k", "x", Duration.ofNanos(1)),
        fixture -> fixture.invoke("k", (entry, arguments) -> {
          entry.setValue("x");
          return null;
        }),
        fixture -> fixture.engine().clear(),
        fixture -> fixture.engine().fenceLoads());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_afterwards_endsIt(Consumer<EngineFixture> write) {
    Asking.GET.ask(fixture, "k", source);
    write.accept(fixture);
    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.engine().execute("other", Put.of("x", Put.Kind.PUT), outcome -> {});
    source.holds("v");

    assertThat(Asking.GET.ask(fixture, "k", source)).isIn("v", "x");
    if (!fixture.engine().contains("k")) {
      assertThat(source.calls).hasValue(2);
    }
  }

  @Test
  void loadAll_keyKnownToBeAbsent_asksAllTheSame() {
    Asking.GET.ask(fixture, "k", source);
    source.holds("v");

    fixture.engine().loadAll(Set.of("k"), keys -> Asking.loadAll(keys, source), false);

    assertThat(fixture.get("k")).isEqualTo("v");
    assertThat(source.calls).hasValue(2);
  }

  @Test
  void loadAll_foundNothing_isRememberedToo() {
    fixture.engine().loadAll(Set.of("a", "b"), keys -> Asking.loadAll(keys, source), false);
    source.calls.set(0);

    for (Object key : List.of("a", "b")) {
      assertThat(Asking.GET.ask(fixture, key, source)).isNull();
    }

    assertThat(source.calls).hasValue(0);
  }
}
