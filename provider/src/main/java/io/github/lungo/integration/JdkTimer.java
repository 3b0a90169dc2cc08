// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The timer that the JDK has for all futures of the JVM. Its thread never ends, and on JDK 17 keeps for ever what whoever
 * needs it first has on the stack and as context class loader: an application could not be unloaded. So it is started here
 * from a stack that has only classes of the JDK on it. What is cancelled or completed in time it forgets at once.
 * Thread-safe.
 */
public final class JdkTimer {

  private JdkTimer() {}

  /** Fails a future with a {@link TimeoutException} if it is not complete when the time has passed, and returns it. */
  static <T extends @Nullable Object> CompletableFuture<T> limit(
      CompletableFuture<T> future, Duration time) {
    Start.once();
    return future.orTimeout(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs a short task on the timer's thread when the delay has passed, unless the result is cancelled before. */
  public static Future<?> runAfter(long delay, TimeUnit unit, Runnable task) {
    Start.once();
    Alarm alarm = new Alarm();
    var unused = alarm.thenAccept(isDue -> {
      if (isDue) {
        task.run();
      }
    });
    return alarm.completeOnTimeout(true, delay, unit);
  }

  /** Completes with whether the delay has passed. */
  private static final class Alarm extends CompletableFuture<Boolean> {

    /** Completes it, as the timer of JDK 17 forgets only what ends well. */
    @Override
    public boolean cancel(boolean mayInterrupt) {
      return complete(false);
    }
  }

  /** What is done once, by this class's initialisation. */
  private static final class Start {
    private static final int PATIENCE_SECONDS = 1;

    static {
      await(start());
    }

    static void once() {}

    private static void await(Future<?> started) {
      try {
        started.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        return; // the common pool has no thread to spare; the timer works all the same
      }
    }
  }

  /** Has a thread of the common pool, which knows no application, reach the timer when it is done with the given code. */
  private static Future<?> start() {
    CompletableFuture<@Nullable Void> trigger = new CompletableFuture<>();
    Future<?> started = trigger.thenRunAsync(
        () -> {},
        CompletableFuture.delayedExecutor(0, TimeUnit.NANOSECONDS, ForkJoinPool.commonPool()));
    trigger.completeAsync(() -> null, ForkJoinPool.commonPool());
    return started;
  }
}
