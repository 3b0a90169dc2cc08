// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Threads of ours are there while there is work for them, and nothing is printed. */
@Isolated // looks at the threads and the output of the whole JVM
final class BackgroundThreadTest {

  private static Stream<String> threads(Fixture fixture) {
    String prefix = "lungo-" + fixture.manager.getURI();
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix));
  }

  @Test
  void synchronousCache_inUse_hasNoThreads() {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Object, Object> cache =
          fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
              .maximumSize(10)
              .touchedExpiry(Duration.ofMillis(1))
              .statistics(true)
              .readThrough(always(new ThrowingObjects.MapLoader(key -> "loaded")))
              .writeThrough(always(new ThrowingObjects.SilentWriter())));
      for (int i = 0; i < 100; i++) {
        cache.put(i, "value");
        cache.get(i + 1);
        cache.getAll(Set.of(i, i + 2));
      }

      assertThat(threads(fixture)).isEmpty();
    }
  }

  @Test
  void idleThreads_ofAnOpenManager_endByThemselves() throws Exception {
    try (Fixture fixture = new Fixture()) {
      load(fixture);
      long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();

      Await.until(() -> threads(fixture).findAny().isEmpty());

      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  @Test
  void threads_ofAManager_areDaemons() throws Exception {
    try (Fixture fixture = new Fixture()) {
      Queue<Boolean> daemons = new ConcurrentLinkedQueue<>();
      LungoCache<Object, Object> cache =
          fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
              .readThrough(always(new ThrowingObjects.MapLoader(
                  key -> daemons.add(Thread.currentThread().isDaemon())))));

      assertThat(cache.getAsync("key").get()).isEqualTo(true);

      assertThat(daemons).containsExactly(true);
    }
  }

  @Test
  void close_threadsIdle_endsThem() throws Exception {
    Fixture fixture = new Fixture();
    load(fixture);
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    fixture.close();

    Await.until(() -> threads(fixture).findAny().isEmpty());

    assertThat(System.nanoTime()).isLessThan(end);
  }

  private static void load(Fixture fixture) throws Exception {
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class)
            .readThrough(always(new ThrowingObjects.MapLoader(key -> "loaded"))));
    CompletionListenerFuture completion = new CompletionListenerFuture();
    cache.loadAll(Set.of("key"), true, completion);
    completion.get();
    assertThat(cache.getAsync("other").get()).isEqualTo("loaded");
  }

  @Test
  void lifeOfACache_standardOutput_isEmpty() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Fixture fixture = new Fixture()) {
      fixture.manager.getProperties();
      load(fixture);
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
