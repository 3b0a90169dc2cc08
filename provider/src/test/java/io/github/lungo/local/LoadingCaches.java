// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.lungo.LungoCache;
import io.github.lungo.LungoCachingProvider;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.cache.CacheManager;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;

/** A manager of its own for one test, whose caches read through, and threads that tell how their tasks ended. */
final class LoadingCaches implements AutoCloseable {
  static final long PATIENCE_SECONDS = 20;

  private final LungoCachingProvider provider = new LungoCachingProvider();
  private final CountDownLatch hasBegun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final CacheManager manager;

  LoadingCaches() {
    this.manager = provider.getCacheManager();
  }

  /** Returns a cache that loads what it misses by the given function. */
  <K, V> LungoCache<K, V> of(
      Class<K> keys,
      Class<V> values,
      Function<K, @Nullable V> loader,
      UnaryOperator<LungoConfigurationBuilder<K, V>> settings) {
    return of(keys, values, new Loader<>(loader), settings);
  }

  <K, V> LungoCache<K, V> of(
      Class<K> keys,
      Class<V> values,
      CacheLoader<K, V> loader,
      UnaryOperator<LungoConfigurationBuilder<K, V>> settings) {
    LungoConfiguration<K, V> configuration = settings
        .apply(LungoConfiguration.builder(keys, values).readThrough(() -> loader))
        .build();
    return unwrapped(manager.createCache("loads", configuration));
  }

  @SuppressWarnings("unchecked")
  private static <K, V> LungoCache<K, V> unwrapped(javax.cache.Cache<K, V> cache) {
    return cache.unwrap(LungoCache.class);
  }

  CacheManager manager() {
    return manager;
  }

  /** Says, in a loader, that the load has begun. */
  void begin() {
    hasBegun.countDown();
  }

  /** Says, in a loader, that the load has begun, and holds it until loads are released. */
  void hold() {
    begin();
    await(released);
  }

  /** Returns when a load has begun. */
  void awaitBegun() {
    await(hasBegun);
  }

  /** Lets the loads end that are held, and holds none any more. */
  void release() {
    released.countDown();
  }

  /** Runs the task on a thread of its own. */
  @CanIgnoreReturnValue
  <T> FutureTask<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "caller-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return future;
  }

  /** Returns the thread that was started last. */
  Thread lastStarted() {
    return threads.get(threads.size() - 1);
  }

  /** Returns when the thread that was started last waits for something. */
  void awaitLastWaiting() {
    awaitWaiting(lastStarted());
  }

  static void awaitWaiting(Thread thread) {
    while (true) {
      switch (thread.getState()) {
        case WAITING, TIMED_WAITING -> {
          return;
        }
        case TERMINATED -> throw new AssertionError(thread + " has ended instead of waiting");
        default -> Thread.onSpinWait();
      }
    }
  }

  static <T> T result(FutureTask<T> task) {
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void await(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Releases the loads, and ends the manager with its caches. */
  @Override
  public void close() {
    release();
    provider.close();
  }

  /** Loads by a function, many keys one by one. */
  record Loader<K, V>(Function<K, @Nullable V> function) implements CacheLoader<K, V> {
    @Override
    public V load(K key) {
      return function.apply(key);
    }

    @Override
    public Map<K, V> loadAll(Iterable<? extends K> keys) {
      Map<K, V> values = new HashMap<>();
      for (K key : keys) {
        values.put(key, function.apply(key));
      }
      return values;
    }
  }
}
