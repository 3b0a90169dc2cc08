// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.event.EventDispatcher.Delivery;
import io.github.lungo.testing.LoggedLines;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.StubCache;
import io.github.lungo.testing.Threads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
final class EventDispatcherTest {
  private final List<Runnable> background = new ArrayList<>();
  private final EventDispatcher<String, StringBuilder> dispatcher = dispatcher(background::add);

  private static EventDispatcher<String, StringBuilder> dispatcher(Executor executor) {
    return new EventDispatcher<>(
        "c",
        () -> StubCache.named("c"),
        key -> key,
        stored -> new StringBuilder((String) stored),
        Duration.ofMillis(200),
        executor);
  }

  private static EntryChange<String> change(EventType type) {
    return switch (type) {
      case CREATED -> new EntryChange<>(type, "k", "new", null);
      case UPDATED -> new EntryChange<>(type, "k", "new", "old");
      case REMOVED, EXPIRED -> new EntryChange<>(type, "k", "old", "old");
    };
  }

  private RecordingListener<String, StringBuilder> listener(
      boolean isOldValueRequired, boolean isSynchronous) {
    return register(new RecordingListener<>(), isOldValueRequired, isSynchronous);
  }

  private RecordingListener<String, StringBuilder> synchronous(
      Consumer<CacheEntryEvent<? extends String, ? extends StringBuilder>> reaction) {
    return register(new RecordingListener<>(reaction), false, true);
  }

  private RecordingListener<String, StringBuilder> register(
      RecordingListener<String, StringBuilder> listener,
      boolean isOldValueRequired,
      boolean isSynchronous) {
    dispatcher.register(listener.registration(isOldValueRequired, isSynchronous), listener, null);
    return listener;
  }

  private RecordingListener<String, StringBuilder> filtered(
      CacheEntryEventFilter<String, StringBuilder> filter) {
    RecordingListener<String, StringBuilder> listener = new RecordingListener<>();
    dispatcher.register(listener.registration(false, true), listener, filter);
    return listener;
  }

  private void tell(EventType type) {
    dispatcher.deliver("k", queue(type));
  }

  private List<Delivery<String, StringBuilder>> queue(EventType... types) {
    List<Delivery<String, StringBuilder>> deliveries = new ArrayList<>();
    for (EventType type : types) {
      Delivery<String, StringBuilder> delivery = dispatcher.enqueue(change(type));
      if (delivery != null) {
        deliveries.add(delivery);
      }
    }
    return deliveries;
  }

  @ParameterizedTest
  @CsvSource({
    "CREATED, true,  CREATED k=new",
    "UPDATED, true,  UPDATED k=new (old)",
    "REMOVED, true,  REMOVED k=old (old)",
    "EXPIRED, true,  EXPIRED k=old (old)",
    "CREATED, false, CREATED k=new",
    "UPDATED, false, UPDATED k=new",
    "REMOVED, false, REMOVED k=null",
    "EXPIRED, false, EXPIRED k=null"
  })
  void deliver_oldValue_isThereOnlyIfRequired(EventType type, boolean isRequired, String expected) {
    RecordingListener<String, StringBuilder> listener = listener(isRequired, true);

    tell(type);

    assertThat(listener.take()).containsExactly(expected);
  }

  @Test
  void deliver_synchronousListener_isCalledOnTheCallersThread() {
    List<Thread> threads = new ArrayList<>();
    synchronous(event -> threads.add(Thread.currentThread()));

    tell(EventType.CREATED);

    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(background).isEmpty();
  }

  @Test
  void deliver_asynchronousListener_isCalledByTheExecutor() {
    RecordingListener<String, StringBuilder> listener = listener(false, false);

    tell(EventType.CREATED);
    assertThat(listener.take()).isEmpty();
    background.forEach(Runnable::run);

    assertThat(listener.take()).containsExactly("CREATED k=new");
  }

  @Test
  void deliver_asynchronousListener_hearsAKeysEventsInOrder() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Integer> heard = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(500);
    EventDispatcher<String, StringBuilder> busy = dispatcher(pool);
    RecordingListener<String, StringBuilder> listener = new RecordingListener<>(event -> {
      heard.add(Integer.valueOf(event.getValue().toString()));
      all.countDown();
    });
    busy.register(listener.registration(false, false), listener, null);

    for (int i = 0; i < 500; i++) {
      int number = i;
      busy.enqueue(new EntryChange<>(EventType.CREATED, "k", "" + number, null));
      busy.deliver("k", List.of());
    }

    assertThat(all.await(8, TimeUnit.SECONDS)).isTrue();
    assertThat(heard).hasSize(500).isSorted();
    pool.shutdownNow();
  }

  @Test
  void deliver_listeners_haveCopiesOfTheirOwn() {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      register(
          new RecordingListener<>(event -> {
            seen.add(event.getValue() + " " + event.getOldValue());
            event.getValue().append("!");
            event.getOldValue().append("!");
          }),
          true,
          true);
    }

    tell(EventType.UPDATED);

    assertThat(seen).containsExactly("new old", "new old");
  }

  @Test
  void deliver_listenerOfOtherType_hearsNothing() {
    List<Object> created = new ArrayList<>();
    CacheEntryCreatedListener<String, StringBuilder> listener = events -> created.add("created");
    dispatcher.register(
        new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true),
        listener,
        null);

    tell(EventType.UPDATED);
    assertThat(created).isEmpty();
    tell(EventType.CREATED);

    assertThat(created).containsExactly("created");
    assertThat(dispatcher.hasListenerFor(EventType.CREATED)).isTrue();
    assertThat(dispatcher.hasListenerFor(EventType.EXPIRED)).isFalse();
  }

  @Test
  void deliver_filter_decides() {
    RecordingListener<String, StringBuilder> listener =
        filtered(event -> event.getEventType() == EventType.REMOVED);

    tell(EventType.CREATED);
    tell(EventType.REMOVED);

    assertThat(listener.take()).containsExactly("REMOVED k=null");
  }

  @Test
  void deliver_failingFilter_isContained() {
    RecordingListener<String, StringBuilder> listener = filtered(event -> {
      throw new IllegalStateException("filter");
    });
    RecordingListener<String, StringBuilder> other = listener(false, true);

    assertThatExceptionOfType(CacheEntryListenerException.class)
        .isThrownBy(() -> tell(EventType.CREATED))
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(listener.take()).isEmpty();
    assertThat(other.take()).containsExactly("CREATED k=new");
  }

  @Test
  void deliver_listenerThrowsRuntimeException_isWrappedOnce() {
    RuntimeException boom = new IllegalStateException("boom");
    synchronous(event -> {
      throw boom;
    });

    assertThatExceptionOfType(CacheEntryListenerException.class)
        .isThrownBy(() -> tell(EventType.CREATED))
        .withMessageContainingAll("cache 'c'", "CREATED", "key k")
        .withCause(boom);
  }

  @Test
  void deliver_listenerThrowsListenerException_passesAsIs() {
    RuntimeException boom = new CacheEntryListenerException("boom");
    synchronous(event -> {
      throw boom;
    });

    assertThatThrownBy(() -> tell(EventType.CREATED)).isSameAs(boom);
  }

  @Test
  void deliver_listenerThrowsError_passesAsIs() {
    Error boom = new AssertionError("boom");
    synchronous(event -> {
      throw boom;
    });
    RecordingListener<String, StringBuilder> other = listener(false, true);

    assertThatThrownBy(() -> tell(EventType.CREATED)).isSameAs(boom);
    assertThat(other.take()).containsExactly("CREATED k=new");
  }

  @Test
  void deliver_severalListenersFail_firstCarriesTheOthers() {
    for (int i = 0; i < 3; i++) {
      String name = "boom" + i;
      synchronous(event -> {
        throw new IllegalStateException(name);
      });
    }

    Throwable thrown = catchThrowable(() -> tell(EventType.CREATED));

    assertThat(thrown).hasRootCauseMessage("boom0");
    assertThat(thrown.getSuppressed())
        .extracting(suppressed -> suppressed.getCause().getMessage())
        .containsExactly("boom1", "boom2");
  }

  @Test
  void deliver_severalEventsFail_firstCarriesTheOthers() {
    RecordingListener<String, StringBuilder> listener = synchronous(event -> {
      throw new IllegalStateException(event.getEventType().toString());
    });

    Throwable thrown =
        catchThrowable(() -> dispatcher.deliver("k", queue(EventType.UPDATED, EventType.EXPIRED)));

    assertThat(listener.take()).containsExactly("UPDATED k=new", "EXPIRED k=null");
    assertThat(thrown).hasRootCauseMessage("UPDATED");
    assertThat(thrown.getSuppressed())
        .extracting(suppressed -> suppressed.getCause().getMessage())
        .containsExactly("EXPIRED");
  }

  @Test
  void deliver_asynchronousListenerFails_othersAreCalled() {
    register(
        new RecordingListener<>(event -> {
          throw new AssertionError("boom");
        }),
        false,
        false);
    RecordingListener<String, StringBuilder> other = listener(false, false);

    try (LoggedLines log = new LoggedLines(ListenerFailures.class.getName())) {
      tell(EventType.CREATED);
      background.forEach(Runnable::run);

      assertThat(log.lines())
          .containsExactly("WARNING cache 'c': a listener failed on CREATED of key k;"
              + " the change stands: java.lang.AssertionError: boom");
    }
    assertThat(other.take()).containsExactly("CREATED k=new");
  }

  @Test
  void deliver_unprintableException_doesNotBlockTheKey() {
    synchronous(event -> {
      if (event.getEventType() == EventType.CREATED) {
        throw new UnprintableException();
      }
    });

    assertThatThrownBy(() -> tell(EventType.CREATED)).isNotNull();
    assertThatCode(() -> tell(EventType.REMOVED)).doesNotThrowAnyException();
  }

  @Test
  void deregister_queuedEvent_isNotDelivered() {
    RecordingListener<String, StringBuilder> now = listener(false, true);
    RecordingListener<String, StringBuilder> later = listener(false, false);
    List<Delivery<String, StringBuilder>> deliveries = queue(EventType.CREATED);

    assertThat(dispatcher.deregister(now.registration(false, true))).containsExactly(now);
    assertThat(dispatcher.deregister(later.registration(false, false))).containsExactly(later);
    dispatcher.deliver("k", deliveries);
    background.forEach(Runnable::run);

    assertThat(now.take()).isEmpty();
    assertThat(later.take()).isEmpty();
    assertThat(dispatcher.isIdle()).isTrue();
  }

  @Test
  void deregister_unknown_doesNothing() {
    RecordingListener<String, StringBuilder> known = listener(false, true);

    assertThat(dispatcher.deregister(
            new RecordingListener<String, StringBuilder>().registration(false, true)))
        .isEmpty();
    tell(EventType.CREATED);

    assertThat(known.take()).hasSize(1);
  }

  @Test
  void register_sameConfigurationTwice_isRefused() {
    RecordingListener<String, StringBuilder> listener = listener(false, true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> register(listener, false, true))
        .withMessageContaining("cache 'c'");
    tell(EventType.CREATED);

    assertThat(listener.take()).hasSize(1);
  }

  @Test
  void deliver_listenerIsBusyWithTheKey_timesOutAndTheEventFollows() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    RecordingListener<String, StringBuilder> listener = synchronous(event -> {
      started.countDown();
      try {
        assertThat(mayEnd.await(8, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
    Future<?> busy = Threads.start(() -> tell(EventType.CREATED));
    assertThat(started.await(8, TimeUnit.SECONDS)).isTrue();

    assertThatExceptionOfType(CacheEntryListenerException.class)
        .isThrownBy(() -> tell(EventType.UPDATED))
        .withMessageContainingAll("key k", "200 ms");
    mayEnd.countDown();
    busy.get(8, TimeUnit.SECONDS);

    assertThat(listener.take()).containsExactly("CREATED k=new", "UPDATED k=new");
  }

  @Test
  void deliverInBackground_synchronousListener_isCalledByTheExecutor() {
    RecordingListener<String, StringBuilder> listener = synchronous(event -> {
      throw new AssertionError("nobody waits");
    });

    dispatcher.deliverInBackground("k", dispatcher.enqueue(change(EventType.EXPIRED)));
    assertThat(listener.take()).isEmpty();
    background.forEach(Runnable::run);

    assertThat(listener.take()).containsExactly("EXPIRED k=null");
  }

  /** An exception that fails when it is looked at. */
  @SuppressWarnings("OverrideThrowableToString") // which is what fails
  private static final class UnprintableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new IllegalStateException("unprintable");
    }
  }
}
