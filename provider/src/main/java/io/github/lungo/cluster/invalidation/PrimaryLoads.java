// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loads that this member runs for all, one for each key whoever waits. What they bring is stored by those who wait, each
 * behind a fence of its own; here a fence means that nobody may join any more. Thread-safe.
 */
final class PrimaryLoads<K> {
  private final ConcurrentHashMap<K, Running> running = new ConcurrentHashMap<>();
  private final LoadSource<K> source;
  private final NanoClock clock;
  private final Duration timeLimit;

  /** A load, and when it began. */
  private static final class Running {
    private final long begunAt;
    private final CompletableFuture<Found> result = new CompletableFuture<>();

    Running(long begunAt) {
      this.begunAt = begunAt;
    }
  }

  /**
   * Creates loads of which none is running.
   *
   * @param timeLimit how old a load may be that is joined
   */
  PrimaryLoads(LoadSource<K> source, NanoClock clock, Duration timeLimit) {
    this.source = source;
    this.clock = clock;
    this.timeLimit = timeLimit;
  }

  /**
   * Loads keys, or joins the loads that are running.
   *
   * @return a future for each key, which does not fail
   */
  Map<K, CompletableFuture<Found>> load(Collection<K> keys, boolean isBulk) {
    Map<K, CompletableFuture<Found>> results = new LinkedHashMap<>();
    Map<K, Running> mine = new LinkedHashMap<>();
    for (K key : keys) {
      long now = clock.nanos();
      Running fresh = new Running(now);
      Running one = running.compute(
          key,
          (k, present) ->
              present == null || now - present.begunAt >= timeLimit.toNanos() ? fresh : present);
      results.put(key, one.result);
      if (one == fresh) {
        mine.put(key, fresh);
      }
    }
    if (!mine.isEmpty()) {
      lead(mine, isBulk);
    }
    return results;
  }

  private void lead(Map<K, Running> mine, boolean isBulk) {
    CompletableFuture<Map<K, Object>> values;
    try {
      values = source.fetch(mine.keySet(), isBulk);
    } catch (RuntimeException | Error failure) {
      values = CompletableFuture.failedFuture(failure);
    }
    var unused = values.whenComplete((found, failure) -> mine.forEach((key, load) -> {
      running.remove(key, load);
      load.result.complete(
          failure == null ? new Found(found.get(key), null) : new Found(null, thrown(failure)));
    }));
  }

  private static Throwable thrown(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Lets nobody join the load of a key that is running. */
  void fence(K key) {
    running.remove(key);
  }

  /** Lets nobody join any load that is running. */
  void fenceAll() {
    running.clear();
  }
}
