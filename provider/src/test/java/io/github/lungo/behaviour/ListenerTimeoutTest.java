// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryUpdatedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of a key for which another thread still runs a synchronous listener. */
final class ListenerTimeoutTest {
  private final Fixture fixture = new Fixture();
  private final Gate gate = new Gate();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  private interface Listener
      extends CacheEntryCreatedListener<String, String>, CacheEntryUpdatedListener<String, String> {
    void note(CacheEntryEvent<? extends String, ? extends String> event);

    @Override
    default void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(this::note);
    }

    @Override
    default void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(this::note);
    }
  }

  @AfterEach
  void close() {
    gate.open();
    fixture.close();
  }

  @Test
  void put_listenerOfTheKeyRunsForLong_givesUpButStandsAndIsTold() throws Exception {
    LungoCache<String, String> cache = listening(Duration.ofMillis(200));
    Thread first = new Thread(() -> cache.put("key", "first"));
    first.start();
    gate.awaitReached();

    Throwable failure = catchThrowable(() -> cache.put("key", "second"));

    assertThat(failure)
        .isExactlyInstanceOf(CacheEntryListenerException.class)
        .hasMessageContaining("beans")
        .hasMessageContaining("200 ms");
    assertThat(cache.get("key")).as("the key is free, and the change stands").isEqualTo("second");
    assertThat(told).containsExactly("CREATED first");
    gate.open();
    Await.until(() -> told.size() == 3);
    assertThat(told).containsExactly("CREATED first", "end of first", "UPDATED second");
    first.join();
  }

  @Test
  void put_listenerOfAnotherKeyRunsForLong_waitsForNobody() throws Exception {
    LungoCache<String, String> cache = listening(Duration.ofMinutes(1));
    Thread first = new Thread(() -> cache.put("key", "first"));
    first.start();
    gate.awaitReached();

    cache.put("other", "other");

    assertThat(told).containsExactly("CREATED first", "CREATED other");
    gate.open();
    first.join();
  }

  private LungoCache<String, String> listening(Duration listenerTimeout) {
    Listener listener = event -> {
      told.add(event.getEventType() + " " + event.getValue());
      if (event.getValue().equals("first")) {
        try {
          gate.pass();
        } finally {
          told.add("end of first");
        }
      }
    };
    LungoConfigurationBuilder<String, String> builder = Fixture.strings()
        .listenerTimeout(listenerTimeout)
        .listener(new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true));
    return fixture.cache(builder);
  }
}
