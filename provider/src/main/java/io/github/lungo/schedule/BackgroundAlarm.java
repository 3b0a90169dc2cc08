// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.schedule;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits with the JDK's one timer, which all share, and runs tasks on the given executor.
 *
 * @param background runs the tasks
 */
public record BackgroundAlarm(Executor background) implements Alarm {

  @Override
  public Future<?> set(Duration delay, Runnable task) {
    // A cancelled FutureTask keeps nothing, where the timer keeps what it was given.
    FutureTask<?> alarm = new FutureTask<@Nullable Void>(() -> background.execute(task), null);
    CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
        .execute(alarm);
    return alarm;
  }
}
