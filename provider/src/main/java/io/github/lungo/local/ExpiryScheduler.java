// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.lungo.integration.JdkTimer;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

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
    return JdkTimer.runAfter(delay, unit, () -> background.execute(task));
  }
}
