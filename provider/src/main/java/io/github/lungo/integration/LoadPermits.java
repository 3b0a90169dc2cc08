// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.integration.CacheLoaderException;

/**
 * Limits how many loads of a cache run at once. A loader that asks its own cache for another key needs no second permit, so
 * that nested loads cannot wait for themselves. Thread-safe.
 */
public final class LoadPermits {
  private final Set<Thread> holders = ConcurrentHashMap.newKeySet();
  private final String cacheName;
  private final int limit;
  private final Semaphore permits;
  private final Duration timeLimit;

  /** Creates the permits of a cache, of which {@link Integer#MAX_VALUE} means that there is no limit. */
  public LoadPermits(String cacheName, int limit, Duration timeLimit) {
    this.cacheName = cacheName;
    this.limit = limit;
    this.permits = new Semaphore(limit, true);
    this.timeLimit = timeLimit;
  }

  /**
   * Runs a load when a permit is free.
   *
   * @throws CacheLoaderException if none becomes free within the time limit, or the thread is interrupted
   */
  public <T> T run(Supplier<T> load) {
    if (limit == Integer.MAX_VALUE || !holders.add(Thread.currentThread())) {
      return load.get();
    }
    try {
      acquire();
      try {
        return load.get();
      } finally {
        permits.release();
      }
    } finally {
      holders.remove(Thread.currentThread());
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(timeLimit.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new CacheLoaderException("cache '" + cacheName + "': no load could start within "
            + timeLimit.toMillis() + " ms, as maximumConcurrentLoads = " + limit + " are running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheLoaderException(
          "cache '" + cacheName + "': interrupted while waiting for one of " + limit
              + " loads to end",
          e);
    }
  }
}
