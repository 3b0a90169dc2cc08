// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.cache.integration.CacheLoaderException;

/**
 * Limits how many loads of a cache run at once. A loader that asks its own cache for another key needs no second permit, so
 * that nested loads cannot wait for themselves. While it waits for a load of another thread it lends its own permit, which
 * that load may need; it takes it back without waiting, so that for a moment one load more than the limit may run.
 * Thread-safe.
 */
public final class LoadPermits {
  private final Set<Thread> holders = ConcurrentHashMap.newKeySet();
  private final String cacheName;
  private final int limit;
  private final Permits permits;
  private final Duration timeLimit;

  /** Creates the permits of a cache, of which {@link Integer#MAX_VALUE} means that there is no limit. */
  public LoadPermits(String cacheName, int limit, Duration timeLimit) {
    this.cacheName = cacheName;
    this.limit = limit;
    this.permits = new Permits(limit);
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

  /** Waits for another load; a permit that this thread holds is free meanwhile, as that load may need it. */
  void lendWhile(Wait wait) throws InterruptedException, ExecutionException, TimeoutException {
    Thread me = Thread.currentThread();
    if (!holders.remove(me)) {
      wait.await();
      return;
    }
    permits.release();
    try {
      wait.await();
    } finally {
      permits.takeBack();
      holders.add(me);
    }
  }

  /** A semaphore that owes a permit, rather than wait for it, to a loader that has lent it. */
  private static final class Permits extends Semaphore {
    private static final long serialVersionUID = 1L;

    Permits(int limit) {
      super(limit, true);
    }

    void takeBack() {
      reducePermits(1);
    }
  }

  /** Waits for a load. */
  @FunctionalInterface
  interface Wait {
    void await() throws InterruptedException, ExecutionException, TimeoutException;
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
