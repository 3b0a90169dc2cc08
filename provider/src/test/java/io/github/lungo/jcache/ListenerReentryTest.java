// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCachingProvider;
import io.github.lungo.testing.RecordingListener;
import io.github.lungo.testing.Threads;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that use the cache they listen to. */
@Timeout(20)
final class ListenerReentryTest {
  private final LungoCachingProvider provider = new LungoCachingProvider();
  private final CacheManager manager =
      provider.getCacheManager(URI.create("lungo:reentry"), getClass().getClassLoader());
  private final Cache<String, Integer> cache =
      manager.createCache("c", new MutableConfiguration<String, Integer>());

  @AfterEach
  void close() {
    provider.close();
  }

  private RecordingListener<String, Integer> listen(
      boolean isSynchronous,
      Consumer<CacheEntryEvent<? extends String, ? extends Integer>> reaction) {
    RecordingListener<String, Integer> listener = new RecordingListener<>(reaction);
    cache.registerCacheEntryListener(listener.registration(true, isSynchronous));
    return listener;
  }

  private void countUp(CacheEntryEvent<? extends String, ? extends Integer> event, int limit) {
    if (event.getValue() < limit) {
      cache.put(event.getKey(), event.getValue() + 1);
    }
  }

  @Test
  void synchronousListener_writesTheSameKey_eventsComeOneAfterTheOther() {
    List<String> ends = new ArrayList<>();
    RecordingListener<String, Integer> listener = listen(true, event -> {
      countUp(event, 3);
      ends.add("end " + event.getValue());
    });

    cache.put("k", 0);

    assertThat(listener.take())
        .containsExactly("CREATED k=0", "UPDATED k=1 (0)", "UPDATED k=2 (1)", "UPDATED k=3 (2)");
    assertThat(ends).containsExactly("end 0", "end 1", "end 2", "end 3");
    assertThat(cache.get("k")).isEqualTo(3);
  }

  @Test
  void asynchronousListener_writesTheSameKey_eventsComeOneAfterTheOther() throws Exception {
    RecordingListener<String, Integer> listener = listen(false, event -> countUp(event, 3));

    cache.put("k", 0);

    assertThat(List.of(listener.await(), listener.await(), listener.await(), listener.await()))
        .containsExactly("CREATED k=0", "UPDATED k=1 (0)", "UPDATED k=2 (1)", "UPDATED k=3 (2)");
  }

  @Test
  void synchronousListener_removesTheSameKey_doesNotDeadlock() {
    RecordingListener<String, Integer> listener =
        listen(true, event -> cache.remove(event.getKey()));

    cache.put("k", 0);

    assertThat(listener.take()).containsExactly("CREATED k=0", "REMOVED k=0 (0)");
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void synchronousListeners_writeEachOthersKeys_doNotDeadlock() throws Exception {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch both = new CountDownLatch(2);
    listen(true, event -> {
      heard.add(event.getKey() + "" + event.getValue());
      if (event.getValue() == 0) {
        both.countDown();
        try {
          assertThat(both.await(8, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        cache.put(event.getKey().equals("a") ? "b" : "a", 1);
      }
    });

    Threads.run(2, thread -> cache.put(thread == 0 ? "a" : "b", 0));

    assertThat(heard).containsExactlyInAnyOrder("a0", "b0", "a1", "b1");
  }

  @Test
  void synchronousListener_eightThreadsWriteOneKey_hearsEveryStepInOrder() throws Exception {
    RecordingListener<String, Integer> listener = listen(true, event -> {});
    cache.put("k", 0);

    Threads.run(8, thread -> {
      for (int i = 0; i < 100; i++) {
        cache.invoke("k", (entry, arguments) -> {
          entry.setValue(entry.getValue() + 1);
          return null;
        });
      }
    });

    List<String> expected = new ArrayList<>(List.of("CREATED k=0"));
    for (int i = 1; i <= 800; i++) {
      expected.add("UPDATED k=" + i + " (" + (i - 1) + ")");
    }
    assertThat(listener.take()).isEqualTo(expected);
  }
}
