// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code refreshAfterWrite}, a read of an old value has it loaded anew. */
final class RefreshTest {
  private static final Duration AGE = Duration.ofSeconds(10);
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final Source source = new Source();
  private final List<Set<Object>> asked = new CopyOnWriteArrayList<>();
  private Consumer<Set<Object>> duringLoad = keys -> {};
  private final EngineFixture fixture = fixture(settings -> settings.refreshAfterWrite(AGE));

  @Test
  void read_dueEntry_returnsTheOldValueAndLoadsItOnce() {
    due("k");
    source.holds("new");

    for (int i = 0; i < 5; i++) {
      assertThat(fixture.get("k")).isEqualTo("old");
    }
    fixture.ring();

    assertThat(asked).containsExactly(Set.of("k"));
    assertThat(fixture.get("k")).isEqualTo("new");
    fixture.ring();
    assertThat(asked).hasSize(1);
    assertThat(fixture.engine().loadFigures().refreshes()).isEqualTo(1);
  }

  @Test
  void read_notDueYet_loadsNothing() {
    fixture.put("k", "old");
    fixture.clock.advance(AGE.minusNanos(1));

    assertThat(fixture.get("k")).isEqualTo("old");
    fixture.ring();

    assertThat(asked).isEmpty();
  }

  @Test
  void otherMethods_dueEntry_loadNothing() {
    due("k");

    fixture.engine().contains("k");
    fixture.engine().entries().forEachRemaining(entry -> {});
    fixture.engine().touch("k");
    fixture.invoke("k", (entry, arguments) -> entry.getValue());
    fixture.ring();

    assertThat(asked).isEmpty();
  }

  @Test
  void read_byManyThreads_loadsOnce() throws Exception {
    for (int round = 0; round < 50; round++) {
      due("k");
      asked.clear();
      source.holds("new");

      Threads.run(64, thread -> fixture.get("k"));
      fixture.ring();

      assertThat(asked).as("round %d", round).hasSize(1);
    }
  }

  @Test
  void read_manyDueKeys_areLoadedInFewCalls() {
    for (int key = 0; key < 1_000; key++) {
      fixture.put(key, "old");
    }
    fixture.clock.advance(AGE);
    source.holds("new");

    for (int key = 0; key < 1_000; key++) {
      fixture.get(key);
    }
    assertThat(fixture.alarms).hasSize(1);
    fixture.ring();

    assertThat(asked).hasSize(1_000 / Refresher.CHUNK);
    Set<Object> all = new HashSet<>();
    asked.forEach(all::addAll);
    assertThat(all).hasSize(1_000);
  }

  @Test
  void refreshedValue_livesLikeANewOne() {
    fixture.listening();
    due("k");
    source.holds("new");
    fixture.get("k");
    fixture.ring();

    assertThat(fixture.listener.take()).containsExactly("CREATED k=old", "UPDATED k=new (old)");
    fixture.clock.advance(LIFE.minusNanos(1));
    assertThat(fixture.engine().contains("k")).isTrue();
    fixture.clock.advance(Duration.ofNanos(1));
    assertThat(fixture.engine().contains("k")).isFalse();
  }

  @Test
  void refresh_writesNothingThrough() {
    List<String> written = new ArrayList<>();
    fixture.writer(new NotingWriter(written));
    due("k");
    written.clear();

    fixture.get("k");
    source.holds("new");
    fixture.ring();
    fixture.clock.advance(AGE);
    fixture.get("k");
    source.holds(null);
    fixture.ring();

    assertThat(fixture.get("k")).isNull();
    assertThat(written).isEmpty();
  }

  @Test
  void refresh_findsNothing_removesTheEntry() {
    fixture.listening();
    due("k");
    source.holds(null);
    fixture.get("k");
    fixture.ring();

    assertThat(fixture.get("k")).isNull();
    assertThat(fixture.listener.take()).containsExactly("CREATED k=old", "REMOVED k=old (old)");
  }

  @Test
  void refresh_fails_keepsTheValueAndWaitsForAsLongAgain() {
    due("k");
    source.fails("down");
    fixture.get("k");
    fixture.ring();

    assertThat(fixture.get("k")).isEqualTo("old");
    fixture.clock.advance(AGE.minusNanos(1));
    fixture.get("k");
    fixture.ring();
    assertThat(asked).hasSize(1);
    fixture.clock.advance(Duration.ofNanos(1));
    fixture.get("k");
    fixture.ring();
    assertThat(asked).hasSize(2);
  }

  @Test
  void refresh_failsWithBackoff_isRepeatedAfterThePause() {
    EngineFixture paused =
        fixture(settings -> settings.refreshAfterWrite(AGE).failureBackoff(Duration.ofSeconds(1)));
    paused.put("k", "old");
    paused.clock.advance(AGE);
    source.fails("down");

    for (int calls = 1; calls <= 3; calls++) {
      assertThat(paused.get("k")).isEqualTo("old");
      paused.ring();
      assertThat(asked).hasSize(calls);
      paused.clock.advance(Duration.ofSeconds(1L << (calls - 1)).minusNanos(1));
      paused.get("k");
      paused.ring();
      assertThat(asked).hasSize(calls);
      paused.clock.advance(Duration.ofNanos(1));
    }
  }

  static Stream<Consumer<EngineFixture>> writes() {
    return Stream.of(
        fixture -> fixture.put("k", "written"),
        fixture -> fixture.remove("k"),
        fixture -> fixture.engine().clear(),
        fixture -> {
          fixture.engine().fenceLoads();
          fixture.engine().execute("k", Remove.any(Remove.Kind.IF_PRESENT), outcome -> {});
        },
        fixture -> fixture.invoke("k", (entry, arguments) -> {
          entry.setValue("written");
          return null;
        }));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_whileTheWindowIsOpen_wins(Consumer<EngineFixture> write) {
    due("k");
    source.holds("loaded");
    fixture.get("k");
    write.accept(fixture);

    fixture.ring();

    assertThat(fixture.get("k")).isIn("written", null);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_whileTheLoadRuns_wins(Consumer<EngineFixture> write) {
    due("k");
    source.holds("loaded");
    duringLoad = keys -> write.accept(fixture);
    fixture.get("k");

    fixture.ring();

    assertThat(asked).hasSize(1);
    assertThat(fixture.get("k")).isIn("written", null);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_whileALoadRunsThatFindsNothing_wins(Consumer<EngineFixture> write) {
    due("k");
    duringLoad = keys -> {
      write.accept(fixture);
      fixture.put("k", "written");
    };
    fixture.get("k");

    fixture.ring();

    assertThat(fixture.get("k")).isEqualTo("written");
  }

  @Test
  void expiry_whileTheLoadRuns_storesTheValue() {
    due("k");
    source.holds("new");
    duringLoad = keys -> fixture.clock.advance(LIFE);
    fixture.get("k");

    fixture.ring();

    assertThat(fixture.get("k")).isEqualTo("new");
  }

  @Test
  void get_afterExpiryWhileTheLoadRuns_joinsIt() throws Exception {
    CountDownLatch isLoading = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    fixture.put("k", "old");
    fixture.clock.advance(LIFE.minusNanos(1));
    source.holds("new");
    duringLoad = keys -> {
      isLoading.countDown();
      LoadingCaches.await(end);
    };
    fixture.get("k");
    Future<?> refresh = Threads.start(fixture::ring);
    LoadingCaches.await(isLoading);
    fixture.clock.advance(Duration.ofNanos(1));

    assertThat(fixture.get("k")).isNull();
    Future<Object> joined = fixture.engine().loadAsync("k", key -> "another");
    end.countDown();

    assertThat(joined.get(8, TimeUnit.SECONDS)).isEqualTo("new");
    refresh.get(8, TimeUnit.SECONDS);
    assertThat(fixture.get("k")).isEqualTo("new");
  }

  @Test
  void refresh_keyIsBeingLoaded_startsNoOther() {
    due("k");
    source.holds("new");
    fixture.get("k");
    fixture
        .engine()
        .loadAll(
            Set.of("k"),
            keys -> {
              fixture.ring();
              return Map.of("k", "replaced");
            },
            true);

    assertThat(asked).isEmpty();
    assertThat(fixture.get("k")).isEqualTo("replaced");
  }

  @Test
  void close_whileTheWindowIsOpen_loadsNothing() {
    due("k");
    fixture.get("k");
    fixture.engine().close(Duration.ofSeconds(1));

    fixture.ring();
    fixture.get("k");

    assertThat(asked).isEmpty();
  }

  @Test
  void staleAnswers_ofManyKeys_areRevalidatedTogether() {
    EngineFixture stale = fixture(settings -> settings.staleWhileRevalidate(LIFE));
    for (int key = 0; key < 250; key++) {
      stale.put(key, "old");
    }
    stale.clock.advance(LIFE);
    source.holds("new");

    for (int key = 0; key < 250; key++) {
      assertThat(Asking.GET.ask(stale, key, source)).isEqualTo("old");
    }
    stale.ring();

    assertThat(asked).hasSize(3);
    for (int key = 0; key < 250; key++) {
      assertThat(stale.get(key)).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_afterAStaleAnswer_wins(Consumer<EngineFixture> write) {
    for (boolean whileLoading : new boolean[] {true, false}) {
      asked.clear();
      EngineFixture stale =
          fixture(settings -> settings.staleWhileRevalidate(LIFE).staleIfError(LIFE));
      stale.put("k", "old");
      stale.clock.advance(LIFE);
      source.holds("new");
      duringLoad = keys -> write.accept(stale);
      assertThat(Asking.GET.ask(stale, "k", source)).isEqualTo("old");
      if (!whileLoading) {
        write.accept(stale);
      }

      stale.ring();

      assertThat(stale.get("k")).isIn("written", null);
      assertThat(asked).hasSize(whileLoading ? 1 : 0);
    }
  }

  @Test
  void entry_withoutRefresh_hasNoRoomForIt() {
    EngineFixture off = new EngineFixture();
    CachedValue plain =
        off.engine().execute("k", Put.of("v", Put.Kind.PUT), outcome -> {}).after();

    assertThat(plain.getClass()).isEqualTo(CachedValue.class);
  }

  private void due(Object key) {
    fixture.put(key, "old");
    fixture.clock.advance(AGE);
  }

  private EngineFixture fixture(UnaryOperator<LungoConfigurationBuilder<Object, String>> settings) {
    return new EngineFixture()
        .resilience(settings)
        .reader(source, keys -> {
          asked.add(keys);
          duringLoad.accept(keys);
          return Asking.loadAll(keys, source);
        })
        .policy(new CreatedExpiryPolicy(
            new javax.cache.expiry.Duration(TimeUnit.SECONDS, LIFE.toSeconds())));
  }
}
