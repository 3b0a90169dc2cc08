// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.integration.LoadPermits;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Loads for callers on this member that cannot reach a key's primary. What they bring is kept nowhere, as only the primary
 * knows whether it is the newest; callers on this member share a load that began after they had asked. Thread-safe.
 */
final class UnkeptLoads<K, V> {
  private final CacheTraits<K, V> traits;
  private final LoadPermits permits;
  private final Waits waits;
  private final Duration silence;
  private final Duration loadTimeout;
  private final Map<K, Running> running = new ConcurrentHashMap<>();
  private final LongAdder count = new LongAdder();

  private record Running(long begin, CompletableFuture<Loaded> result) {}

  /**
   * Creates the loads of a cache on this member.
   *
   * @param silence how long each caller has waited for the primary at least
   * @param loadTimeout how long a caller waits for another one's load
   */
  UnkeptLoads(
      CacheTraits<K, V> traits,
      LoadPermits permits,
      Waits waits,
      Duration silence,
      Duration loadTimeout) {
    this.traits = traits;
    this.permits = permits;
    this.waits = waits;
    this.silence = silence;
    this.loadTimeout = loadTimeout;
  }

  /** Returns how many keys were loaded so. */
  long count() {
    return count.sum();
  }

  /** Returns the stored form of a key's value, by another caller's load or by one on this thread; null if there is none. */
  @Nullable
  Object load(K key, KeyLoader<? super K, V> loader) {
    Running mine = new Running(System.nanoTime(), new CompletableFuture<>());
    Running shared = running.merge(
        key, mine, (old, own) -> own.begin() - old.begin() < silence.toNanos() ? old : own);
    if (shared.equals(mine)) {
      run(key, loader, mine);
    }
    return waits.load(key, loadTimeout, thread -> shared.result().copy()).stored();
  }

  private void run(K key, KeyLoader<? super K, V> loader, Running mine) {
    count.increment();
    try {
      @Nullable V value = permits.run(() -> loader.load(traits.keyFor(key)));
      mine.result().complete(new Loaded(value == null ? null : traits.storedFormOf(value)));
    } catch (Throwable thrown) {
      mine.result().completeExceptionally(LoadFailures.of(traits.name(), key, thrown));
    } finally {
      running.remove(key, mine);
    }
  }

  /** Does so on another thread if another way to the value ends with nobody's sign. */
  CompletableFuture<@Nullable Object> insteadOf(
      CompletableFuture<@Nullable Object> other,
      K key,
      KeyLoader<? super K, V> loader,
      Executor background) {
    return other.exceptionallyCompose(failure -> Told.cause(failure) instanceof UnansweredException
        ? CompletableFuture.<@Nullable Object>supplyAsync(() -> load(key, loader), background)
        : CompletableFuture.<@Nullable Object>failedFuture(failure));
  }

  /**
   * Returns the stored forms of keys' values, by one call of the loader on this thread; without those that have none.
   *
   * @throws UnansweredException if they are not to be loaded but to be stored
   */
  Map<K, Object> loadAll(Set<K> keys, LoadManner manner, Function<Set<K>, Map<K, V>> loader) {
    if (!manner.isGet()) {
      throw waits.silent(keys, silence);
    }
    count.add(keys.size());
    Set<K> asked = new LinkedHashSet<>();
    keys.forEach(key -> asked.add(traits.keyFor(key)));
    Map<K, Object> values = new HashMap<>();
    try {
      Map<K, V> loaded = permits.run(() -> loader.apply(asked));
      for (K key : keys) {
        @Nullable V value = loaded.get(key);
        if (value != null) {
          values.put(key, traits.storedFormOf(value));
        }
      }
    } catch (Throwable thrown) {
      throw LoadFailures.of(traits.name(), keys, thrown);
    }
    return values;
  }
}
