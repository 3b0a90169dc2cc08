// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import io.github.lungo.keyed.KeyedSlots;
import io.github.lungo.message.Printed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * The loads of a cache that are running, one for each key. Whoever enters a load first runs the loader, holding no lock;
 * whoever comes meanwhile waits for its result. Thread-safe.
 *
 * <p>A write of the key fences its load: the load leaves this map, so that later callers start afresh, and can no longer
 * store its value. A load that is older than the time limit is fenced by the next caller, which then runs one of its own.
 *
 * @param <K> the type of keys
 * @param <T> the type of results
 */
public final class InFlightLoads<K, T> {
  private final KeyedSlots<Load<T>> loads = new KeyedSlots<>();
  private final ConcurrentHashMap<Thread, Load<T>> waiting = new ConcurrentHashMap<>();
  private final LongAdder overtaken = new LongAdder();
  private final String cacheName;
  private final Duration timeLimit;
  private final LongSupplier nanoClock;
  private final LoadPermits permits;
  private volatile boolean isClosed;

  /**
   * Creates an empty map of loads, whose waiters wait for at most the time limit.
   *
   * @param permits what a loader that waits for another load lends meanwhile
   */
  public InFlightLoads(
      String cacheName, Duration timeLimit, LongSupplier nanoClock, LoadPermits permits) {
    this.permits = permits;
    this.cacheName = cacheName;
    this.timeLimit = timeLimit;
    this.nanoClock = nanoClock;
  }

  /** Returns a load that nobody knows yet, to be entered. */
  public Load<T> newLoad(K key) {
    return new Load<>(key, nanoClock.getAsLong());
  }

  /**
   * Enters a load unless one is running for the key.
   *
   * @return the load to wait for, or null if the given one was entered, so that the caller must run it, and leave it in
   *     the end however it ends
   * @throws IllegalStateException if the cache has closed
   */
  public @Nullable Load<T> enter(Load<T> load) {
    while (true) {
      Load<T> running = loads.putIfAbsent(load);
      if (running == null) {
        requireOpen(load);
        return null;
      }
      if (load.startedAt() - running.startedAt() < timeLimit.toNanos()) {
        return running;
      }
      // Before it leaves: a write that does not find it here relies on its fence.
      running.fence();
      if (loads.remove(running)) {
        overtaken.increment();
      }
    }
  }

  /** Enters a load in place of the one that is running for the key, if any, which is fenced. */
  public void enterAfresh(Load<T> load) {
    @Nullable Load<T> running = loads.putIfAbsent(load);
    while (running != null) {
      fence(running);
      running = loads.putIfAbsent(load);
    }
    requireOpen(load);
  }

  /** Asks once the load is entered: either this sees that the cache has closed, or {@link #closeAll} sees the load. */
  private void requireOpen(Load<T> entered) {
    if (isClosed) {
      IllegalStateException closed = closed();
      leave(entered);
      entered.fail(closed);
      throw closed;
    }
  }

  private IllegalStateException closed() {
    return new IllegalStateException("cache '" + cacheName + "' is closed");
  }

  /** Returns the load that is running for the key, or null. */
  public @Nullable Load<T> running(K key) {
    return loads.get(key);
  }

  /** Takes a load out that is over; does nothing if it was fenced before. */
  public void leave(Load<T> load) {
    loads.remove(load);
  }

  /** Fences the load of a key that is running, if any. To be called in the same atomic step as the write. */
  public void fence(K key) {
    @Nullable Load<T> load = loads.get(key);
    if (load != null) {
      fence(load);
    }
  }

  /** The fence closes before the load leaves: a second write that does not find the load relies on it. */
  private void fence(Load<T> load) {
    load.fence();
    loads.remove(load);
  }

  /** Fences all loads that are running. */
  public void fenceAll() {
    loads.all().forEach(this::fence);
  }

  /** Refuses new loads, fences all others and waits for their ends, until a point of {@link System#nanoTime} at the latest. */
  public void closeAll(long end) {
    isClosed = true;
    List<Load<T>> running = loads.all();
    fenceAll();
    for (Load<T> load : running) {
      if (load.runBy(Thread.currentThread())) {
        load.fail(closed());
      }
    }
    for (Load<T> load : running) {
      if (load.runner() != Thread.currentThread() && !isOver(load, end - System.nanoTime())) {
        return;
      }
    }
  }

  /** Returns whether a load ends in time; how it ends is its callers' affair. */
  private static boolean isOver(Load<?> load, long nanos) {
    try {
      load.finished()
          .handle((result, failure) -> true)
          .get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns how many loads are running. */
  public int size() {
    return loads.all().size();
  }

  /** Returns how many loads were given up because they ran longer than the time limit. */
  public long overtaken() {
    return overtaken.sum();
  }

  /** Waits until a load is over, and returns its result. */
  public @Nullable T await(K key, Load<T> load) {
    return await(key, load, patienceEnd());
  }

  /** Waits until a load is over, but not beyond a point of {@link System#nanoTime}, and returns its result. */
  public @Nullable T await(K key, Load<T> load, long end) {
    return await(key, load, load.finished(), end);
  }

  /** Waits until the loader has returned, and returns its result, which may not be stored yet. */
  public @Nullable T awaitKnown(K key, Load<T> load) {
    return await(key, load, load.known(), patienceEnd());
  }

  /** Returns the point of {@link System#nanoTime} at which a caller that comes now has waited long enough. */
  public long patienceEnd() {
    return System.nanoTime() + timeLimit.toNanos();
  }

  /** Returns a future of a load's result, for one waiter alone, that fails if the load does. */
  public CompletableFuture<@Nullable T> result(K key, Load<T> load) {
    return load.finished().handle((result, failure) -> {
      if (failure == null) {
        return result;
      }
      throw failed(key, Load.causeOf(failure));
    });
  }

  /** Returns a future of a load's result, for one waiter alone, that fails when the time limit has passed. */
  public CompletableFuture<@Nullable T> future(K key, Load<T> load) {
    return JdkTimer.limit(load.finished().copy(), timeLimit).handle((result, failure) -> {
      if (failure == null) {
        return result;
      }
      throw failure instanceof TimeoutException
          ? timedOut(key)
          : failed(key, Load.causeOf(failure));
    });
  }

  private @Nullable T await(K key, Load<T> load, CompletableFuture<@Nullable T> point, long end) {
    if (point.isDone()) {
      return resultOf(key, point);
    }
    Thread me = Thread.currentThread();
    @Nullable Load<T> outer = waiting.put(me, load);
    try {
      refuseCircle(key, load, me);
      permits.lendWhile(
          () -> point.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      throw timedOut(key);
    } catch (InterruptedException e) {
      me.interrupt();
      throw new CacheLoaderException(
          "cache '" + cacheName + "': interrupted while waiting for the load of key "
              + Printed.text(key) + ", which goes on",
          e);
    } catch (ExecutionException e) {
      return resultOf(key, point);
    } finally {
      restore(me, outer);
    }
    return resultOf(key, point);
  }

  private @Nullable T resultOf(K key, CompletableFuture<@Nullable T> point) {
    try {
      return point.join();
    } catch (CompletionException failure) {
      throw failed(key, Load.causeOf(failure));
    }
  }

  private void restore(Thread me, @Nullable Load<T> outer) {
    if (outer == null) {
      waiting.remove(me);
    } else {
      waiting.put(me, outer);
    }
  }

  /** Follows who waits for whom from a load; both of two threads that wait for each other may find out. */
  private void refuseCircle(K key, Load<T> load, Thread me) {
    @Nullable Load<T> next = load;
    Set<Load<T>> seen = new HashSet<>();
    while (next != null && seen.add(next)) {
      @Nullable Thread runner = next.runner();
      if (runner == me) {
        throw new IllegalStateException(
            "cache '" + cacheName + "': the loader of key " + Printed.text(key)
                + (seen.size() == 1
                    ? " asks the cache for that key"
                    : " waits for a load that waits for it"));
      }
      next = runner == null ? null : waiting.get(runner);
    }
  }

  /** Returns an exception of its own for each caller that a failed load reaches. */
  public CacheException failed(K key, @Nullable Throwable cause) {
    return new CacheLoaderException(
        "cache '" + cacheName + "': loading key " + Printed.text(key) + " failed: "
            + Printed.text(cause),
        cause);
  }

  /** Returns an exception of its own for each caller that a failed bulk load reaches. */
  public CacheException failed(Collection<K> keys, Throwable cause) {
    return new CacheLoaderException(
        "cache '" + cacheName + "': loading " + keys.size() + " keys failed: "
            + Printed.text(cause),
        cause);
  }

  private CacheException timedOut(K key) {
    return new CacheLoaderException("cache '" + cacheName + "': key " + Printed.text(key)
        + " was not loaded within " + timeLimit.toMillis() + " ms; its load goes on");
  }
}
