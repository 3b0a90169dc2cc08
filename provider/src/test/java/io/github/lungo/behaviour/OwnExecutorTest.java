// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The executor of a cache runs all its background work, and stays its owner's. */
final class OwnExecutorTest {
  private final Fixture fixture = new Fixture();
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "owned"));
  private final Set<String> users = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    fixture.close();
    executor.shutdownNow();
  }

  @Test
  void executor_given_runsTheBackgroundWorkAndIsNotShutDown() throws Exception {
    CacheEntryCreatedListener<Object, Object> listener = events -> note("listener");
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .executor(executor)
            .readThrough(always(new ThrowingObjects.MapLoader(key -> {
              note(key);
              return "value";
            })))
            .listener(new MutableCacheEntryListenerConfiguration<>(
                always(listener), null, false, false)));
    CompletionListenerFuture done = new CompletionListenerFuture();

    assertThat(cache.getAsync("getAsync").get()).isEqualTo("value");
    cache.loadAll(Set.of("loadAll"), true, done);
    done.get();
    Await.until(() -> users.size() >= 3);
    fixture.close();

    assertThat(users)
        .containsExactlyInAnyOrder("getAsync owned", "loadAll owned", "listener owned");
    assertThat(executor.isShutdown()).isFalse();
  }

  private void note(Object user) {
    users.add(user + " " + Thread.currentThread().getName());
  }
}
