// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads or a deadline bring about, never without a bound. */
final class Await {
  private static final Duration CONDITION = Duration.ofSeconds(5);
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  /** Returns whether the condition came true within five seconds. */
  static boolean cameTrue(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > CONDITION.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(STEP);
    }
    return true;
  }

  /** Fails unless the condition comes true within five seconds. */
  static void until(String expected, BooleanSupplier condition) {
    if (!cameTrue(condition)) {
      throw new AssertionError("expected within 5 s: " + expected);
    }
  }

  /** Lets so much time pass, whatever else happens. */
  static void pass(Duration time) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      LockSupport.parkNanos(STEP);
    }
  }

  /** Starts the call on a thread of its own. */
  static <T> Future<T> start(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    startInterruptible(call, result);
    return result;
  }

  /** Starts the call on a thread of its own, which is returned, to be interrupted. */
  static <T> Thread startInterruptible(Callable<T> call, CompletableFuture<T> result) {
    Thread thread = new Thread(
        () -> {
          try {
            result.complete(call.call());
          } catch (Throwable e) {
            // Whatever it is, whoever waits shall see it.
            result.completeExceptionally(e);
          }
        },
        "trap-caller");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Returns the result, or throws what the call threw, or a {@link Hang} after ten seconds. */
  static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get(CALL.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Hang("hangs: no answer for 10 s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  /** Makes the call on a thread of its own, so that it cannot stop the test. */
  static <T> T call(Callable<T> call) throws Exception {
    return result(start(call));
  }
}
