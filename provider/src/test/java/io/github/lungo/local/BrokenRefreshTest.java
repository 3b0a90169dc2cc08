// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A refresh of several keys that breaks off while it enters them leaves none of them in flight. */
final class BrokenRefreshTest {
  private static final Duration AGE = Duration.ofSeconds(10);

  private final CompletableFuture<Future<?>> broken = new CompletableFuture<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final EngineFixture fixture = new EngineFixture()
      .resilience(settings -> settings.refreshAfterWrite(AGE))
      .reader(key -> {
        loads.incrementAndGet();
        return "new";
      });

  @Test
  void refresh_keyFailsWhileItIsEntered_endsTheLoadsOfTheOthers() {
    read("k", second(() -> {
      broken.complete(CompletableFuture.completedFuture("thrown"));
      throw new IllegalStateException("user");
    }));

    fixture.ring();

    assertThat(broken).isDone();
    assertThat(fixture.engine().loadFigures().inFlight()).isZero();
  }

  @Test
  void close_whileKeysOfOneRefreshAreEntered_waitsForNone() throws Exception {
    read("k", second(() -> {
      FutureTask<?> close =
          new FutureTask<>(() -> fixture.engine().close(Duration.ofSeconds(20)), null);
      broken.complete(close);
      Thread closer = new Thread(close, "closer");
      closer.setDaemon(true);
      closer.start();
      LoadingCaches.awaitWaiting(closer);
    }));

    fixture.ring();

    broken.join().get(8, TimeUnit.SECONDS);
    assertThat(loads).hasValue(0);
    assertThat(fixture.engine().loadFigures().inFlight()).isZero();
  }

  /** Returns a key that does something, once, when the key "k" is entered and it is about to be. */
  private Object second(Runnable interruption) {
    return new Object() {
      @Override
      public int hashCode() {
        if (fixture.engine().loadFigures().inFlight() == 1 && !broken.isDone()) {
          interruption.run();
        }
        return "k".hashCode() + 1; // the second in the order of a hash table
      }
    };
  }

  /** Reads due entries of both keys. */
  private void read(Object first, Object second) {
    fixture.put(first, "old");
    fixture.put(second, "old");
    fixture.clock.advance(AGE);
    fixture.get(first);
    fixture.get(second);
  }
}
