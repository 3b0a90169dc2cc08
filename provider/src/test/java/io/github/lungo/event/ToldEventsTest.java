// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.testing.LoggedLines;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.StubCache;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.junit.jupiter.api.Test;

/** Events that the executor delivers and a future is completed for. */
final class ToldEventsTest {
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final List<String> keysBeingHeard = new ArrayList<>();

  private static EventDispatcher<String, String> dispatcher(Executor executor) {
    return new EventDispatcher<>(
        "c",
        () -> StubCache.named("c"),
        key -> key,
        stored -> (String) stored,
        Duration.ofMillis(200),
        executor);
  }

  private static CompletableFuture<Void> tell(
      EventDispatcher<String, String> dispatcher, String value, Executor executor) {
    return dispatcher.tell(new EntryChange<>(EventType.UPDATED, "k", value, null), executor);
  }

  private static RecordingListener<String, String> register(
      EventDispatcher<String, String> dispatcher,
      RecordingListener<String, String> listener,
      boolean isSynchronous) {
    dispatcher.register(listener.registration(false, isSynchronous), listener, null);
    return listener;
  }

  @Test
  void tell_synchronousListener_isHeardOnTheExecutorInOrder() {
    EventDispatcher<String, String> dispatcher = dispatcher(background::add);
    RecordingListener<String, String> listener = register(
        dispatcher,
        new RecordingListener<>(event -> keysBeingHeard.add(dispatcher.keyBeingHeard())),
        true);

    CompletableFuture<Void> first = tell(dispatcher, "1", background::add);
    CompletableFuture<Void> second = tell(dispatcher, "2", background::add);

    assertThat(first).isNotDone();
    background.remove().run();
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(listener.take()).containsExactly("UPDATED k=1", "UPDATED k=2");
    assertThat(keysBeingHeard).containsExactly("k", "k");
    assertThat(dispatcher.keyBeingHeard()).isNull();
  }

  @Test
  void tell_asynchronousListener_waitsForNothing() {
    EventDispatcher<String, String> dispatcher = dispatcher(background::add);
    RecordingListener<String, String> listener =
        register(dispatcher, new RecordingListener<>(), false);

    assertThat(tell(dispatcher, "1", background::add)).isCompleted();

    background.remove().run();
    assertThat(listener.take()).containsExactly("UPDATED k=1");
  }

  @Test
  void tell_listenerThrows_failsAsALocalCallWould() {
    EventDispatcher<String, String> dispatcher = dispatcher(background::add);
    register(
        dispatcher,
        new RecordingListener<>(event -> {
          throw new IllegalStateException("no");
        }),
        true);

    CompletableFuture<Void> told = tell(dispatcher, "1", background::add);
    background.remove().run();

    assertThatThrownBy(told::get)
        .cause()
        .isInstanceOf(CacheEntryListenerException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void tell_executorRefuses_failsAtOnce() {
    EventDispatcher<String, String> dispatcher = dispatcher(background::add);
    register(dispatcher, new RecordingListener<>(), true);

    try (LoggedLines logged = new LoggedLines(EventDispatcher.class.getName())) {
      CompletableFuture<Void> told = tell(dispatcher, "1", task -> {
        throw new RejectedExecutionException("full");
      });

      assertThatThrownBy(told::get)
          .cause()
          .isInstanceOf(CacheEntryListenerException.class)
          .hasMessageContaining("the executor refused");
      assertThat(logged.lines()).hasSize(1);
    }
  }
}
