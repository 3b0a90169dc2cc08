// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.IndeterminateWriteException;
import io.github.lungo.cluster.node.Failing;
import io.github.lungo.local.Fetched;
import io.github.lungo.message.Printed;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** Lets callers wait for the other members, not longer than they may, and says what they do not know then. Thread-safe. */
final class Patience {
  private final String cacheName;
  private final CompletableFuture<Void> begun;
  private final Duration operationTimeout;
  private final Duration loadTimeout;
  private final Alarm alarm;

  /**
   * Creates the patience of a cache's callers.
   *
   * @param begun completes when this member may take part
   * @param operationTimeout how long a write waits for the others
   * @param loadTimeout how long a caller waits for a load
   */
  Patience(
      String cacheName,
      CompletableFuture<Void> begun,
      Duration operationTimeout,
      Duration loadTimeout,
      Alarm alarm) {
    this.cacheName = cacheName;
    this.begun = begun;
    this.operationTimeout = operationTimeout;
    this.loadTimeout = loadTimeout;
    this.alarm = alarm;
  }

  /** Waits until this member may take part. */
  void awaitBegin() {
    if (!begun.isDone()) {
      await(
          begun,
          operationTimeout,
          problem -> new CacheException("cache '" + cacheName
              + "': this member has not come to take part in it: " + problem));
    }
  }

  /** Waits until this member may take part, as long as it comes nearer to that. */
  void awaitBegin(LongSupplier progress) {
    long before = progress.getAsLong();
    while (!beginsInTime() && progress.getAsLong() != before) {
      before = progress.getAsLong();
    }
    awaitBegin();
  }

  private boolean beginsInTime() {
    try {
      begun.get(operationTimeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException slow) {
      return false;
    } catch (ExecutionException failed) {
      return true; // why comes out where it is asked for
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Waits, before this member leaves, until the others have heard of what it has written; logs if they do not. */
  void awaitTold(CompletableFuture<Void> told) {
    try {
      told.get(operationTimeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      System.getLogger(Patience.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "cache '" + cacheName + "' is left before all members have heard within "
                  + operationTimeout + " of what was written here",
              failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all members have been told of a write. */
  void await(String what, Object of, Progress told) {
    await(
        told.done(),
        operationTimeout,
        problem -> new IndeterminateWriteException(text(what, of)
            + " stands on this member, but it is not known whether " + told.awaited()
            + " still hold what it replaces: " + problem));
  }

  /** Waits until the listeners on other members have heard of a write. */
  void awaitListeners(String what, Object of, CompletableFuture<Void> heard) {
    await(
        heard,
        operationTimeout,
        problem -> new CacheException(
            text(what, of) + " stands, but not all listeners have heard of it: " + problem));
  }

  /** Waits, as long as a load may take, until one of them is done; returns whether it is. */
  boolean awaitEither(CompletableFuture<?> one, CompletableFuture<?> other) {
    try {
      CompletableFuture.anyOf(one, other).get(loadTimeout.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException failed) {
      return true; // what it is comes out where it is asked for
    } catch (TimeoutException late) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits for loads; returns what they found, without the keys that have no value. */
  <K> Map<K, Object> awaitLoads(Map<K, CompletableFuture<@Nullable Object>> loads) {
    long end = System.nanoTime() + loadTimeout.toNanos();
    Map<K, Object> found = new HashMap<>();
    @Nullable Throwable first = null;
    for (Map.Entry<K, CompletableFuture<@Nullable Object>> load : loads.entrySet()) {
      try {
        Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        @Nullable
        Object stored = await(load.getValue(), left, problem -> late(load.getKey(), problem));
        if (stored != null) {
          found.put(load.getKey(), stored);
        }
      } catch (RuntimeException | Error failure) {
        first = first == null ? failure : first;
      }
    }
    Failing.rethrow(first);
    return found;
  }

  /** Waits for what the primary has; what its loader has thrown comes out as it is. */
  Fetched awaitFetch(Object key, CompletableFuture<Fetched> fetched) {
    return await(fetched, loadTimeout, problem -> late(key, problem));
  }

  private CacheLoaderException late(Object key, String problem) {
    return new CacheLoaderException(text("the load of key", key) + " goes on: " + problem);
  }

  private String text(String what, Object of) {
    return "cache '" + cacheName + "': " + what + ' ' + Printed.text(of);
  }

  /** Returns a future of its own for one caller, which fails at the deadline. */
  CompletableFuture<@Nullable Object> limit(Object key, CompletableFuture<@Nullable Object> load) {
    CompletableFuture<@Nullable Object> mine = load.copy();
    var late = alarm.set(
        loadTimeout, () -> mine.completeExceptionally(late(key, "no value within " + loadTimeout)));
    var unused = mine.whenComplete((value, failure) -> late.cancel(false));
    return mine;
  }

  /** Returns what calls fail with that wait when the cache is closed. */
  IllegalStateException closed() {
    return new IllegalStateException("cache '" + cacheName + "' is closed");
  }

  private static <T extends @Nullable Object> T await(
      CompletableFuture<T> future,
      Duration time,
      Function<String, ? extends RuntimeException> complaint) {
    try {
      return future.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw complaint.apply("no answer within " + time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw complaint.apply("interrupted");
    } catch (ExecutionException failed) {
      Failing.rethrow(failed.getCause());
      throw new CacheException(failed);
    }
  }
}
