// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static io.github.lungo.behaviour.ThrowingObjects.raise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.testing.RecordingListener;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener or filter that throws: the change stands, and the caller of a synchronous one learns of it. */
final class ThrowingListenerTest {
  private final Fixture fixture = new Fixture();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("user"),
        new CacheEntryListenerException("user"),
        new AssertionError("user"));
  }

  static Stream<Arguments> creatingCallAndFailure() {
    return Stream.of(
            Call.PUT,
            Call.PUT_FOR_A_TIME,
            Call.PUT_ALL,
            Call.GET_AND_PUT,
            Call.PUT_IF_ABSENT,
            Call.INVOKE_SET,
            Call.INVOKE_ALL_SET)
        .flatMap(call -> failures().stream().map(failure -> Arguments.of(call, failure)));
  }

  private LungoCache<String, String> cache(Throwable thrown, boolean isSynchronous) {
    CacheEntryCreatedListener<String, String> listener = events -> events.forEach(event -> {
      told.add(event.getKey());
      raise(thrown);
    });
    return fixture.cache(Fixture.strings()
        .statistics(true)
        .listener(new MutableCacheEntryListenerConfiguration<>(
            always(listener), null, true, isSynchronous)));
  }

  @ParameterizedTest
  @MethodSource("creatingCallAndFailure")
  void synchronousListenerThrows_theChangeStands(Call call, Throwable thrown) throws Exception {
    LungoCache<String, String> cache = cache(thrown, true);

    Throwable got = catchThrowable(() -> call.run(cache, "key", "value"));

    assertIs(thrown, call == Call.INVOKE_ALL_SET && !(got instanceof Error) ? got.getCause() : got);
    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(1L);
    assertThat(told).containsExactly("key");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void synchronousListenerThrows_ofEveryKeyInPutAll_allIsDoneAndTold(Throwable thrown)
      throws Exception {
    LungoCache<String, String> cache = cache(thrown, true);

    Throwable got =
        catchThrowable(() -> cache.putAll(new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3"))));

    assertIs(thrown, got);
    assertThat(cache).hasSize(3);
    assertThat(told).containsExactly("a", "b", "c");
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(3L);
  }

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Bulk {
    PUT_ALL(cache -> cache.putAll(Map.of("a", "1", "b", "2", "c", "3"))),
    REMOVE_ALL_OF(cache -> cache.removeAll(Set.of("a", "b", "c"))),
    REMOVE_ALL(cache -> cache.removeAll()),
    GET_ALL(cache -> cache.getAll(Set.of("a", "b", "c")));

    private final Consumer<LungoCache<Object, Object>> action;

    Bulk(Consumer<LungoCache<Object, Object>> action) {
      this.action = action;
    }
  }

  @ParameterizedTest
  @EnumSource
  void synchronousListenerThrows_differentlyForEachKey_theFirstHasTheLaterOnes(Bulk bulk) {
    for (boolean writesThrough : new boolean[] {false, true}) {
      AtomicBoolean fails = new AtomicBoolean();
      RecordingListener<Object, Object> listener = new RecordingListener<>(event -> {
        if (fails.get()) {
          throw new IllegalStateException("of " + event.getKey());
        }
      });
      LungoConfigurationBuilder<Object, Object> builder = LungoConfiguration.builder(
              Object.class, Object.class)
          .readThrough(always(new ThrowingObjects.MapLoader(key -> "value")))
          .listener(listener.registration(true, true));
      LungoCache<Object, Object> cache = fixture.cache(
          writesThrough
              ? builder.writeThrough(always(new ThrowingObjects.SilentWriter()))
              : builder);
      if (bulk != Bulk.GET_ALL) {
        cache.putAll(Map.of("a", "0", "b", "0", "c", "0"));
      }
      fails.set(true);

      Throwable got = catchThrowable(() -> bulk.action.accept(cache));

      assertThat(got).isExactlyInstanceOf(CacheEntryListenerException.class);
      assertThat(Stream.concat(Stream.of(got), Stream.of(got.getSuppressed()))
              .map(failure -> failure.getCause().getMessage()))
          .containsExactlyInAnyOrder("of a", "of b", "of c");
      cache.close();
    }
  }

  @ParameterizedTest
  @MethodSource("failures")
  void synchronousListenerThrows_inAWrittenBatch_allIsDoneAndTold(Throwable thrown)
      throws Exception {
    CacheEntryCreatedListener<Object, Object> listener = events -> events.forEach(event -> {
      told.add((String) event.getKey());
      raise(thrown);
    });
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .statistics(true)
            .writeThrough(always(new ThrowingObjects.SilentWriter()))
            .listener(
                new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true)));

    Throwable got =
        catchThrowable(() -> cache.putAll(new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3"))));

    assertIs(thrown, got);
    assertThat(told).containsExactly("a", "b", "c");
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(3L);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void synchronousListenerThrows_ofLoadedKeys_allIsStoredAndTold(Throwable thrown) {
    CacheEntryCreatedListener<Object, Object> listener = events -> events.forEach(event -> {
      told.add((String) event.getKey());
      raise(thrown);
    });
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .readThrough(always(new ThrowingObjects.MapLoader(key -> "value")))
            .listener(
                new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true)));

    Throwable got = catchThrowable(() -> cache.getAll(Set.of("a", "b", "c")));

    assertIs(thrown, got);
    assertThat(cache).hasSize(3);
    assertThat(told).containsExactlyInAnyOrder("a", "b", "c");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void asynchronousListenerThrows_nobodyElseNotices(Throwable thrown) {
    LungoCache<String, String> cache = cache(thrown, false);

    cache.putAll(new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3")));

    assertThat(cache).hasSize(3);
    Await.until(() -> told.size() == 3);
    cache.put("d", "4");
    Await.until(() -> told.size() == 4);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void filterThrows_theListenerIsNotCalled(Throwable thrown) {
    CacheEntryCreatedListener<String, String> listener =
        events -> events.forEach(event -> told.add(event.getKey()));
    CacheEntryEventFilter<String, String> filter = event -> raise(thrown);
    LungoCache<String, String> cache = fixture.cache(Fixture.strings()
        .listener(new MutableCacheEntryListenerConfiguration<>(
            always(listener), always(filter), true, true)));

    assertIs(thrown, catchThrowable(() -> cache.put("key", "value")));
    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(told).isEmpty();
  }

  private static void assertIs(Throwable thrown, Throwable got) {
    if (thrown instanceof IllegalStateException) {
      assertThat(got)
          .isExactlyInstanceOf(CacheEntryListenerException.class)
          .hasMessageContaining("beans")
          .hasCause(thrown);
      return;
    }
    assertThat(got).isSameAs(thrown);
  }
}
