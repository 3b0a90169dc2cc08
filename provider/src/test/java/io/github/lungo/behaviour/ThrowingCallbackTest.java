// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static io.github.lungo.behaviour.ThrowingObjects.raise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A loader, writer or processor that throws: who gets what, with the entry, the figures and the events as they were. */
final class ThrowingCallbackTest {
  private final Fixture fixture = new Fixture();
  private final Queue<String> events = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("user"),
        new CacheLoaderException("user"),
        new CacheWriterException("user"),
        new EntryProcessorException("user"),
        new AssertionError("user"));
  }

  static List<Throwable> anyFailure() {
    return failures().toList();
  }

  @ParameterizedTest
  @MethodSource("anyFailure")
  void loaderThrows_everyLoadingCall_getsCacheLoaderException(Throwable thrown) throws Exception {
    LungoCache<Object, Object> cache = fixture.cache(
        watched().readThrough(always(new ThrowingObjects.MapLoader(key -> raise(thrown)))));

    assertLoadFails(thrown, catchThrowable(() -> cache.get("key")));
    assertLoadFails(thrown, catchThrowable(() -> cache.get("key", key -> raise(thrown))));
    assertLoadFails(thrown, catchThrowable(() -> cache.getAll(Set.of("key", "other"))));
    Throwable ofFuture = catchThrowable(() -> cache.getAsync("key").join());
    assertThat(ofFuture).isInstanceOf(CompletionException.class);
    assertLoadFails(thrown, ofFuture.getCause());
    CompletionListenerFuture completion = new CompletionListenerFuture();
    cache.loadAll(Set.of("key"), true, completion);
    assertLoadFails(thrown, catchThrowable(completion::get).getCause());
    Throwable ofInvoke =
        catchThrowable(() -> cache.invoke("key", (entry, arguments) -> entry.getValue()));
    assertThat(ofInvoke).isInstanceOf(EntryProcessorException.class);
    assertLoadFails(thrown, ofInvoke.getCause());

    assertThat(cache).isEmpty();
    assertThat(events).isEmpty();
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(0L);
    assertThat(Beans.statistic(cache, "CacheMisses")).isEqualTo(5L);
    assertThat((int) Beans.attribute(cache, "LoadsInFlight")).isZero();
  }

  private static void assertLoadFails(Throwable thrown, Throwable got) {
    assertThat(got).isExactlyInstanceOf(CacheLoaderException.class).hasMessageContaining("beans");
    assertThat(got.getCause()).as("the cause").isSameAs(thrown);
  }

  static Stream<Arguments> writingCallAndFailure() {
    return Stream.concat(
            Call.storing(),
            Stream.of(Call.REMOVE, Call.GET_AND_REMOVE, Call.REMOVE_ALL, Call.REMOVE_EQUAL))
        .flatMap(call -> failures().map(failure -> Arguments.of(call, failure)));
  }

  @ParameterizedTest
  @MethodSource("writingCallAndFailure")
  void writerThrows_everyWritingCall_changesNothing(Call call, Throwable thrown) throws Exception {
    LungoCache<Object, Object> cache = fixture.cache(watched()
        .writeThrough(always(new ThrowingObjects.FailingWriter(thrown)))
        .loader(always(new ThrowingObjects.MapLoader(key -> "value"))));
    String key = call == Call.PUT_IF_ABSENT ? "absent" : "key";
    CompletionListenerFuture loaded = new CompletionListenerFuture();
    cache.loadAll(Set.of("key"), false, loaded);
    loaded.get();
    events.clear();
    long putsBefore = (long) Beans.statistic(cache, "CachePuts");

    Throwable got =
        catchThrowable(() -> call.run(cache, key, call == Call.REMOVE_EQUAL ? "value" : "new"));

    Throwable ofWriter = call == Call.INVOKE_ALL_SET && got instanceof EntryProcessorException
        ? got.getCause()
        : got;
    if (thrown instanceof Error) {
      assertThat(ofWriter).isSameAs(thrown);
    } else {
      assertThat(ofWriter)
          .isExactlyInstanceOf(CacheWriterException.class)
          .hasMessageContaining("beans");
      assertThat(ofWriter.getCause()).isSameAs(thrown);
    }
    assertThat(cache).hasSize(1);
    assertThat(events).isEmpty();
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(putsBefore);
    assertThat(Beans.statistic(cache, "CacheRemovals")).isEqualTo(0L);
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @ParameterizedTest
  @MethodSource("anyFailure")
  void processorThrows_afterItChangedTheEntry_changesNothing(Throwable thrown) throws Exception {
    LungoCache<Object, Object> cache = fixture.cache(watched());
    cache.put("key", "value");
    events.clear();

    for (String key : List.of("key", "absent")) {
      Throwable got = catchThrowable(() -> cache.invoke(key, (entry, arguments) -> {
        entry.setValue("new");
        entry.remove();
        return raise(thrown);
      }));
      assertProcessorFails(thrown, got);
      var results = cache.invokeAll(Set.of(key), (entry, arguments) -> {
        entry.setValue("new");
        return raise(thrown);
      });
      assertProcessorFails(thrown, catchThrowable(() -> results.get(key).get()));
    }

    assertThat(cache).hasSize(1);
    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(events).isEmpty();
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(1L);
    assertThat(Beans.statistic(cache, "CacheRemovals")).isEqualTo(0L);
  }

  private static void assertProcessorFails(Throwable thrown, Throwable got) {
    if (thrown instanceof Error || thrown instanceof EntryProcessorException) {
      assertThat(got).isSameAs(thrown);
      return;
    }
    assertThat(got).isExactlyInstanceOf(EntryProcessorException.class);
    assertThat(got.getCause()).isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("anyFailure")
  void policyThrows_everyCall_goesOn(Throwable thrown) {
    LungoCache<Object, Object> cache =
        fixture.cache(watched().expiry(always(new ThrowingObjects.FailingPolicy(thrown))));

    cache.put("key", "value");
    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(cache.replace("key", "new")).isTrue();
    assertThat(cache.replace("key", "other", "newer")).isFalse();
    for (Cache.Entry<Object, Object> entry : cache) {
      assertThat(entry.getValue()).isEqualTo("new");
    }
    assertThat(cache.<Object>invoke("key", (entry, arguments) -> entry.getValue()))
        .isEqualTo("new");
    assertThat(cache.remove("key")).isTrue();
    assertThat(events).containsExactly("CREATED key", "UPDATED key", "REMOVED key");
  }

  /** A by-reference cache whose events and figures the test sees. */
  private LungoConfigurationBuilder<Object, Object> watched() {
    WatchingListener listener = this::note;
    return LungoConfiguration.builder(Object.class, Object.class)
        .statistics(true)
        .management(true)
        .listener(new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true));
  }

  private void note(CacheEntryEvent<?, ?> event) {
    events.add(event.getEventType() + " " + event.getKey());
  }

  private interface WatchingListener
      extends CacheEntryCreatedListener<Object, Object>,
          CacheEntryUpdatedListener<Object, Object>,
          CacheEntryRemovedListener<Object, Object> {
    void note(CacheEntryEvent<?, ?> event);

    @Override
    default void onCreated(Iterable<CacheEntryEvent<?, ?>> events) {
      events.forEach(this::note);
    }

    @Override
    default void onUpdated(Iterable<CacheEntryEvent<?, ?>> events) {
      events.forEach(this::note);
    }

    @Override
    default void onRemoved(Iterable<CacheEntryEvent<?, ?>> events) {
      events.forEach(this::note);
    }
  }

  @Test
  void joinedLoad_thatHasFailedAlready_failsAsTheOthersDo() throws Exception {
    Gate gate = new Gate();
    AtomicReference<Thread> leader = new AtomicReference<>();
    LungoCache<Object, Object> cache =
        fixture.cache(watched().readThrough(always(new ThrowingObjects.MapLoader(key -> {
          if (key.equals("slow")) {
            gate.pass();
            throw new IllegalStateException("user");
          }
          gate.open();
          Await.until(() -> !leader.get().isAlive());
          return "value";
        }))));
    leader.set(new Thread(() -> {
      Throwable unused = catchThrowable(() -> cache.get("slow"));
    }));
    leader.get().start();
    gate.awaitReached();

    Throwable got = catchThrowable(() -> cache.getAll(Set.of("slow", "other")));

    assertThat(got).isExactlyInstanceOf(CacheLoaderException.class).hasRootCauseMessage("user");
    assertThat(cache.containsKey("other")).isTrue();
  }
}
