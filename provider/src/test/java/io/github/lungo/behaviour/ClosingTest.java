// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import io.github.lungo.testing.LoggedLines;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of caches and managers. */
final class ClosingTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private enum Way {
    CACHE,
    DESTROY,
    MANAGER,
    PROVIDER,
    PROVIDER_BY_LOADER,
    PROVIDER_BY_NAME;

    void close(Fixture fixture, LungoCache<?, ?> cache) {
      ClassLoader loader = fixture.manager.getClassLoader();
      switch (this) {
        case CACHE -> cache.close();
        case DESTROY -> fixture.manager.destroyCache(cache.getName());
        case MANAGER -> fixture.manager.close();
        case PROVIDER -> fixture.provider.close();
        case PROVIDER_BY_LOADER -> fixture.provider.close(loader);
        case PROVIDER_BY_NAME -> fixture.provider.close(fixture.manager.getURI(), loader);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_userObjectsThatThrow_closesEachOnce(Way way) {
    CloseableObjects objects = new CloseableObjects();
    LungoCache<Object, Object> cache = fixture.cache(objects.configuration());
    cache.put("key", "value");

    way.close(fixture, cache);
    cache.close();
    fixture.provider.close();

    assertThat(cache.isClosed()).isTrue();
    assertThat(objects.closings())
        .containsExactlyInAnyOrder("loader", "writer", "policy", "listener", "filter");
    assertThat(Beans.of(fixture.manager)).isEmpty();
  }

  @Test
  void close_userObjectsThatThrow_logsEach() {
    CloseableObjects objects = new CloseableObjects();
    LungoCache<Object, Object> cache = fixture.cache(objects.configuration());

    try (LoggedLines logged = new LoggedLines("io.github.lungo.jcache.UserObjects")) {
      cache.close();

      assertThat(logged.lines())
          .hasSize(5)
          .allSatisfy(line -> assertThat(line).matches("WARNING cache 'beans': closing .* failed"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CACHE", "DESTROY"})
  void close_orDestroy_entriesAreGone(Way way) {
    LungoCache<String, String> cache = fixture.cache(Fixture.strings());
    cache.put("key", "value");

    way.close(fixture, cache);

    assertThat(cache.isClosed()).isTrue();
    assertThat(fixture.manager.getCacheNames()).isEmpty();
    assertThat(fixture.cache(Fixture.strings())).isEmpty();
  }

  /** A loader, a processor and a listener at once, as each costs the test the whole patience. */
  @Test
  void close_userCodeNeverEnds_givesUpAfterTenSeconds() throws Exception {
    Gate loads = new Gate();
    Gate processes = new Gate();
    Gate listens = new Gate();
    CacheEntryCreatedListener<Object, Object> listener = events -> listens.pass();
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .readThrough(always(new ThrowingObjects.MapLoader(key -> {
              loads.pass();
              return "value";
            })))
            .listener(
                new MutableCacheEntryListenerConfiguration<>(always(listener), null, false, true)));
    List<Thread> held = List.of(
        new Thread(() -> cache.get("loaded")),
        new Thread(() -> cache.invoke("processed", (entry, arguments) -> {
          processes.pass();
          return null;
        })),
        new Thread(() -> cache.put("heard", "value")));
    held.forEach(Thread::start);
    for (Gate gate : List.of(loads, processes, listens)) {
      gate.awaitReached();
    }

    long began = System.nanoTime();
    cache.close();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    for (Gate gate : List.of(loads, processes, listens)) {
      gate.open();
    }

    assertThat(took).isBetween(Duration.ofMillis(9_900), Duration.ofSeconds(18));
    for (Thread thread : held) {
      thread.join();
    }
  }

  @Test
  void close_oneObjectOfManyKinds_closesItOnce() {
    CloseableObjects.Everything everything = new CloseableObjects.Everything();
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .readThrough(always(everything))
            .listener(new MutableCacheEntryListenerConfiguration<>(
                always(everything), always(everything), false, true))
            .listener(new MutableCacheEntryListenerConfiguration<>(
                always(everything), null, true, true)));

    cache.close();

    assertThat(everything.closings).hasValue(1);
  }

  @Test
  void destroyCache_thenCreate_startsEmptyWithItsOwnBeans() throws Exception {
    var first =
        Fixture.strings().statistics(true).management(true).maximumSize(10).build();
    LungoCache<String, String> cache = fixture.cache("beans", first);
    cache.put("key", "value");
    fixture.manager.destroyCache("beans");

    LungoCache<String, String> again =
        fixture.cache("beans", first.toBuilder().maximumSize(20).build());

    assertThat(again).isNotSameAs(cache).isEmpty();
    assertThat(Beans.attribute(again, "MaximumSize")).isEqualTo(20L);
    assertThat(Beans.statistic(again, "CachePuts")).isEqualTo(0L);
    assertThatIllegalStateException().isThrownBy(() -> cache.get("key"));
  }

  private enum Place {
    LOADER,
    PROCESSOR,
    LISTENER,
    ASYNCHRONOUS_LISTENER,
    WRITER,
    WEIGHER
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(5) // less than the patience of a close that waits for itself
  void close_byUserCodeOfTheCache_doesNotWaitForItself(Place place) {
    AtomicReference<LungoCache<Object, Object>> self = new AtomicReference<>();
    Runnable close = () -> {
      if (self.get() != null) {
        fixture.manager.close();
      }
    };
    LungoCache<Object, Object> cache = fixture.cache(closingIn(place, close));
    self.set(cache);

    Throwable unused = catchThrowable(() -> {
      switch (place) {
        case LOADER -> cache.get("key");
        case PROCESSOR ->
          cache.invoke("key", (entry, arguments) -> {
            close.run();
            return null;
          });
        default -> cache.put("key", "value");
      }
    });

    Await.until(cache::isClosed);
    assertThat(fixture.manager.isClosed()).isTrue();
  }

  private static LungoConfigurationBuilder<Object, Object> closingIn(Place place, Runnable close) {
    var builder = LungoConfiguration.builder(Object.class, Object.class);
    CacheEntryCreatedListener<Object, Object> listener = events -> close.run();
    return switch (place) {
      case LOADER ->
        builder.readThrough(always(new ThrowingObjects.MapLoader(key -> {
          close.run();
          return "value";
        })));
      case PROCESSOR -> builder;
      case LISTENER, ASYNCHRONOUS_LISTENER ->
        builder.listener(new MutableCacheEntryListenerConfiguration<>(
            always(listener), null, true, place == Place.LISTENER));
      case WRITER -> builder.writeThrough(always(new ThrowingObjects.CallingWriter(close)));
      case WEIGHER ->
        builder.maximumWeight(10).weigher((key, value) -> {
          close.run();
          return 1;
        });
    };
  }

  @Test
  void close_loaderRunning_waitsForItAndClosesItThen() throws Exception {
    Gate gate = new Gate();
    CloseableObjects.Everything loader = new CloseableObjects.Everything();
    loader.onLoad = gate::pass;
    LungoCache<Object, Object> cache = fixture.cache(
        LungoConfiguration.builder(Object.class, Object.class).readThrough(always(loader)));
    Thread loading = new Thread(() -> cache.get("key"));
    loading.start();
    gate.awaitReached();
    Thread closing = new Thread(cache::close);
    closing.start();
    Await.until(cache::isClosed);

    assertThat(loader.closings).as("while it loads").hasValue(0);
    gate.open();
    closing.join();
    loading.join();

    assertThat(loader.closings).hasValue(1);
  }

  @Test
  void loadAll_startedAfterTheClose_callsNoLoader() {
    Queue<Runnable> tasks = new ArrayDeque<>();
    CloseableObjects.Everything loader = new CloseableObjects.Everything();
    loader.onLoad = () -> assertThat(loader.closings).hasValue(0);
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .executor(tasks::add)
            .readThrough(always(loader)));
    CompletionListenerFuture completion = new CompletionListenerFuture();
    cache.loadAll(Set.of("key"), true, completion);
    cache.close();

    tasks.forEach(Runnable::run);

    assertThat(loader.loads).hasValue(0);
    assertThat(catchThrowable(completion::get)).hasRootCauseMessage("cache 'beans' is closed");
  }

  @Test
  void close_whileItWaits_freesTheNameWithoutItsBeans() throws Exception {
    Gate gate = new Gate();
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class).statistics(true));
    Thread processing = new Thread(() -> cache.invoke("key", (entry, arguments) -> {
      gate.pass();
      return null;
    }));
    processing.start();
    gate.awaitReached();
    Thread closing = new Thread(cache::close);
    closing.start();
    Await.until(() -> fixture.manager.getCache("beans") == null);

    LungoCache<Object, Object> next =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class).statistics(true));
    gate.open();
    for (Thread thread : List.of(closing, processing)) {
      thread.join();
    }

    next.put("key", "value");
    assertThat(Beans.statistic(next, "CachePuts")).isEqualTo(1L);
  }
}
