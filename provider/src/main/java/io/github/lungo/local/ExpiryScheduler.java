// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Scheduler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the store when its next entry expires, but only while somebody listens for that; otherwise no timer runs, and
 * expired entries leave when the store is used.
 *
 * @param background runs the maintenance, after which the events of expired entries are delivered
 * @param isWanted whether somebody listens
 * @param afterwards delivers the events
 */
record ExpiryScheduler(Executor background, BooleanSupplier isWanted, Runnable afterwards)
    implements Scheduler {

  @Override
  public Future<?> schedule(Executor direct, Runnable maintenance, long delay, TimeUnit unit) {
    if (!isWanted.getAsBoolean()) {
      return Scheduler.disabledScheduler().schedule(direct, maintenance, delay, unit);
    }
    Runnable task = () -> {
      maintenance.run();
      afterwards.run();
    };
    // The JDK's timer keeps what it was given until the delay has passed, cancelled or not. A
    // cancelled FutureTask keeps nothing, so that a closed cache does not wait for its timers.
    FutureTask<?> alarm = new FutureTask<@Nullable Void>(() -> background.execute(task), null);
    CompletableFuture.delayedExecutor(delay, unit, Runnable::run).execute(alarm);
    return alarm;
  }
}
