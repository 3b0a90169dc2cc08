// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.node.Failing;
import io.github.lungo.local.CacheTraits;
import io.github.lungo.operation.KeyLoader;
import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Loads that this member makes by the leave of the keys' primaries, for all who want the keys meanwhile. Who waits for another
 * member's load has none to make itself, so that no two members wait for each other. Thread-safe.
 */
final class BorrowedLoads<K, V> {
  private final ReplicatedCache<K, V> cache;
  private final CacheTraits<K, V> traits;
  private final Waits waits;
  private final UnkeptLoads<K, V> unkept;
  private final Duration operationTimeout;
  private final Duration loadTimeout;

  BorrowedLoads(
      ReplicatedCache<K, V> cache,
      CacheTraits<K, V> traits,
      Waits waits,
      UnkeptLoads<K, V> unkept,
      Duration operationTimeout,
      Duration loadTimeout) {
    this.cache = cache;
    this.traits = traits;
    this.waits = waits;
    this.unkept = unkept;
    this.operationTimeout = operationTimeout;
    this.loadTimeout = loadTimeout;
  }

  /** Returns the stored form of a missing key's value, loading it on this thread if nobody else does; null if there is none. */
  @Nullable
  Object load(K key, LoadManner manner, KeyLoader<? super K, V> loader) {
    Lent lent;
    try {
      lent = waits.load(key, loadTimeout, thread -> cache.lend(key, manner, true));
    } catch (UnansweredException silent) {
      if (manner.isGet()) {
        return unkept.load(key, loader);
      }
      throw waits.silent(key, operationTimeout);
    }
    return lent.isGranted() ? run(key, lent, loader) : lent.stored();
  }

  /** Does the same on another thread. */
  CompletableFuture<@Nullable Object> loadAsync(
      K key, KeyLoader<? super K, V> loader, Executor background) {
    return unkept.insteadOf(
        waits
            .loadLater(key, loadTimeout, cache.lend(key, LoadManner.GET, true))
            .thenCompose(lent -> runLater(key, lent, loader, background)),
        key,
        loader,
        background);
  }

  private CompletableFuture<@Nullable Object> runLater(
      K key, Lent lent, KeyLoader<? super K, V> loader, Executor background) {
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    if (!lent.isGranted()) {
      result.complete(lent.stored());
      return result;
    }
    try {
      background.execute(() -> {
        try {
          result.complete(run(key, lent, loader));
        } catch (Throwable failure) { // or else all who wait would hang
          result.completeExceptionally(failure);
        }
      });
    } catch (RuntimeException refused) {
      cache.giveBack(key, lent.number());
      result.completeExceptionally(refused);
    }
    return result;
  }

  private @Nullable Object run(K key, Lent lent, KeyLoader<? super K, V> loader) {
    @Nullable Object loaded;
    try {
      @Nullable V value = cache.permits().run(() -> loader.load(traits.keyFor(key)));
      loaded = value == null ? null : traits.storedFormOf(value);
    } catch (Throwable thrown) {
      return insteadOf(LoadFailures.of(traits.name(), key, thrown), key, lent);
    }
    return brought(key, loaded, cache.bring(key, lent.number(), loaded, null));
  }

  /** Returns what the primary has made of what was loaded, or just that if the primary gives no sign. */
  private @Nullable Object brought(
      K key, @Nullable Object loaded, CompletableFuture<Loaded> answer) {
    try {
      return waits
          .read("storing the loaded value", key, operationTimeout, thread -> answer)
          .stored();
    } catch (UnansweredException silent) {
      return loaded;
    }
  }

  /** Brings a failure, to those who wait for it too; returns the value that there is in its place. */
  private @Nullable Object insteadOf(CacheException failure, K key, Lent lent) {
    try {
      return waits
          .load(key, operationTimeout, t -> cache.bring(key, lent.number(), null, failure))
          .stored();
    } catch (CacheException told) {
      throw failure;
    }
  }

  /** Loads many keys: those that nobody else loads in one call of the loader, and only then waits for the others. */
  Map<K, Object> loadAll(Set<K> keys, LoadManner manner, Function<Set<K>, Map<K, V>> loader) {
    Map<K, Object> values = new HashMap<>();
    Map<K, Lent> granted = new LinkedHashMap<>();
    Set<K> busy = new LinkedHashSet<>();
    Set<K> unanswered = new LinkedHashSet<>();
    List<Throwable> failures = new ArrayList<>();
    borrow(keys, manner, unanswered, failures).forEach((key, lent) -> {
      @Nullable Object stored = lent.stored();
      if (lent.isGranted()) {
        granted.put(key, lent);
      } else if (lent.isBusy()) {
        busy.add(key);
      } else if (stored != null) {
        values.put(key, stored);
      }
    });
    if (!granted.isEmpty()) {
      run(granted, loader, values, failures);
    }
    if (!unanswered.isEmpty()) {
      attempt(() -> values.putAll(unkept.loadAll(unanswered, manner, loader)), failures);
    }
    for (K key : busy) {
      attempt(
          () -> put(values, key, load(key, manner, k -> loader.apply(Set.of(k)).get(k))), failures);
    }
    if (!failures.isEmpty()) {
      Failing.rethrow(failures.get(0));
    }
    return values;
  }

  private Map<K, Lent> borrow(
      Set<K> keys, LoadManner manner, Set<K> unanswered, List<Throwable> failures) {
    Map<K, CompletableFuture<Lent>> asked = new LinkedHashMap<>();
    keys.forEach(key -> asked.put(key, cache.lend(key, manner, false)));
    Map<K, Lent> lent = new LinkedHashMap<>();
    asked.forEach((key, future) -> attempt(
        () -> {
          try {
            lent.put(key, waits.load(key, loadTimeout, thread -> future));
          } catch (UnansweredException silent) {
            unanswered.add(key);
          }
        },
        failures));
    return lent;
  }

  private void run(
      Map<K, Lent> granted,
      Function<Set<K>, Map<K, V>> loader,
      Map<K, Object> values,
      List<Throwable> failures) {
    Map<K, Object> loaded = new HashMap<>();
    try {
      Map<K, K> asked = new LinkedHashMap<>();
      granted.keySet().forEach(key -> asked.put(traits.keyFor(key), key));
      cache
          .permits()
          .run(() -> loader.apply(asked.keySet()))
          .forEach((key, value) -> loaded.put(key, traits.storedFormOf(value)));
    } catch (Throwable thrown) {
      granted.forEach((key, lent) -> attempt(
          () -> put(values, key, insteadOf(LoadFailures.of(traits.name(), key, thrown), key, lent)),
          failures));
      return;
    }
    Map<K, CompletableFuture<Loaded>> brought = new LinkedHashMap<>();
    granted.forEach(
        (key, lent) -> brought.put(key, cache.bring(key, lent.number(), loaded.get(key), null)));
    brought.forEach((key, answer) ->
        attempt(() -> put(values, key, brought(key, loaded.get(key), answer)), failures));
  }

  private void put(Map<K, Object> values, K key, @Nullable Object stored) {
    if (stored != null) {
      values.put(key, stored);
    }
  }

  private static void attempt(Runnable step, List<Throwable> failures) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      failures.add(failure instanceof CompletionException ? Told.cause(failure) : failure);
    }
  }
}
