// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.management.CacheStatistics;
import io.github.lungo.operation.BatchOutcome;
import io.github.lungo.operation.CacheEngine;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Invoke;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/** The methods that change entries, of keys and values that were checked and taken in; they count what they do. Thread-safe. */
final class Updates<K, V> {
  private final CacheParts<K, V> parts;
  private final CacheEngine<K, V> engine;
  private final CacheStatistics statistics;
  private final Consumer<Outcome<?>> recorder;
  private final StatisticsRecorder batchRecorder;

  Updates(CacheParts<K, V> parts) {
    this.parts = parts;
    this.engine = parts.engine();
    this.statistics = parts.statistics();
    this.batchRecorder = new StatisticsRecorder(statistics);
    this.recorder = batchRecorder::record;
  }

  void put(K key, Object stored) {
    long start = statistics.start();
    if (engine.putQuietly(key, stored)) {
      statistics.recordPuts(1);
      statistics.recordPutTime(start);
    } else {
      put(key, Put.of(stored, Put.Kind.PUT), start);
    }
  }

  void putInvalidating(K key, Object stored) {
    long start = statistics.start();
    engine.executeInvalidating(key, Put.<K, V>of(stored, Put.Kind.PUT), recorder);
    statistics.recordPutTime(start);
  }

  Outcome<Boolean> put(K key, Put<K, V> put) {
    return put(key, put, statistics.start());
  }

  private Outcome<Boolean> put(K key, Put<K, V> put, long start) {
    Outcome<Boolean> outcome = execute(key, put);
    if (start != CacheStatistics.NOT_STARTED) {
      if (outcome.result()) {
        statistics.recordPutTime(start);
      }
      if (put.kind() != Put.Kind.PUT) {
        statistics.recordGetTime(start);
      }
    }
    return outcome;
  }

  /** Puts the values of the keys at the same places. */
  void putAll(List<K> keys, List<Object> values) {
    if (keys.isEmpty()) {
      return;
    }
    long start = statistics.start();
    Map<K, Put<K, V>> others = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (!engine.putQuietly(keys.get(i), values.get(i))) {
        others.put(keys.get(i), Put.of(values.get(i), Put.Kind.PUT));
      }
    }
    statistics.recordPuts(keys.size() - others.size());
    if (!others.isEmpty()) {
      executeAll(others);
    }
    statistics.recordPutTime(start);
  }

  Outcome<Boolean> replace(K key, Replace<K, V> replace) {
    long start = statistics.start();
    Outcome<Boolean> outcome = execute(key, replace);
    if (start != CacheStatistics.NOT_STARTED) {
      statistics.recordGetTime(start);
      if (outcome.result()) {
        statistics.recordPutTime(start);
      }
    }
    return outcome;
  }

  Outcome<Boolean> remove(K key, Remove<K, V> remove) {
    long start = statistics.start();
    Outcome<Boolean> outcome = execute(key, remove);
    if (start != CacheStatistics.NOT_STARTED) {
      if (outcome.result()) {
        statistics.recordRemoveTime(start);
      }
      if (remove.countsAsGet()) {
        statistics.recordGetTime(start);
      }
    }
    return outcome;
  }

  void removeAll(Set<K> keys, Remove.Kind kind) {
    Map<K, Remove<K, V>> removes = new LinkedHashMap<>();
    keys.forEach(key -> removes.put(key, Remove.any(kind)));
    long start = statistics.start();
    executeAll(removes);
    if (start != CacheStatistics.NOT_STARTED && !removes.isEmpty()) {
      statistics.recordRemoveTime(start);
    }
  }

  <T> @Nullable T invoke(K key, Invoke<K, V, T> invoke) {
    long start = statistics.start();
    Outcome<@Nullable T> outcome = execute(key, invoke);
    if (start != CacheStatistics.NOT_STARTED) {
      statistics.recordGetTime(start);
    }
    return outcome.result();
  }

  /**
   * Invokes the processor on many keys, each on its own.
   *
   * @param keys by each key as the cache keeps it, the key as the caller gave it
   */
  <T> Map<K, EntryProcessorResult<T>> invokeAll(Map<K, K> keys, Invoke<K, V, T> invoke) {
    Map<K, EntryProcessorResult<T>> results = new HashMap<>();
    keys.forEach((key, asked) -> {
      @Nullable ProcessorResult<T> result = ProcessorResult.of(() -> invoke(key, invoke));
      if (result != null) {
        results.put(asked, result);
      }
    });
    return results;
  }

  /** Returns the value that was there before an operation, or null. */
  @Nullable
  V valueBefore(Outcome<Boolean> outcome) {
    @Nullable Object stored = outcome.storedBefore();
    return stored == null ? null : parts.traits().valueOf(stored);
  }

  private <R extends @Nullable Object> Outcome<R> execute(
      K key, EntryOperation<K, V, R> operation) {
    return engine.execute(key, operation, recorder);
  }

  private void executeAll(Map<K, ? extends EntryOperation<K, V, ?>> operations) {
    BatchOutcome batch = engine.executeAll(operations);
    batchRecorder.record(batch);
    batch.throwIfFailed();
  }
}
