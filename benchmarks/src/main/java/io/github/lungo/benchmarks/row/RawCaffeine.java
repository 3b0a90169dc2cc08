// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;

/** The rows on bare Caffeine, built with what the row needs and nothing else: the thinnest shell, no JCache. */
public final class RawCaffeine {
  private RawCaffeine() {}

  private static Cache<Integer, Object> cache(Row row) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    if (row.has(Feature.BOUNDED)) {
      builder.maximumSize(KeyStream.BOUND);
    }
    if (row.has(Feature.STATISTICS)) {
      builder.recordStats();
    }
    if (row.has(Feature.CREATED_EXPIRY)) {
      builder.expireAfterWrite(Duration.ofHours(1));
    }
    if (row.has(Feature.ACCESSED_EXPIRY)) {
      builder.expireAfterAccess(Duration.ofHours(1));
    }
    if (row.has(Feature.LISTENER)) {
      builder.removalListener((key, value, cause) -> UpdateCount.increment());
    }
    return builder.build();
  }

  /** Returns an empty cache without anything, as a map; bounded to so many entries unless that is empty. */
  public static ConcurrentMap<Integer, Object> map(OptionalLong bound) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    bound.ifPresent(builder::maximumSize);
    return builder.<Integer, Object>build().asMap();
  }

  private static Operation operation(Row row, Cache<Integer, Object> cache, KeyStream stream) {
    Integer[] keys = stream.keys;
    Object[] values = stream.values;
    Set<Integer>[] keyBatches = stream.keyBatches();
    Map<Integer, Object>[] entryBatches = stream.entryBatches();
    return switch (row.action()) {
      case GET ->
        row.has(Feature.MUTABLE)
            ? i -> ((Customer) requireNonNull(cache.getIfPresent(keys[i]))).copy()
            : i -> cache.getIfPresent(keys[i]);
      case PUT, PUT_NEW ->
        row.has(Feature.MUTABLE)
            ? i -> {
              cache.put(keys[i], ((Customer) values[i]).copy());
              return null;
            }
            : i -> {
              cache.put(keys[i], values[i]);
              return null;
            };
      case INVOKE -> i -> cache.asMap().computeIfPresent(keys[i], (key, old) -> (Integer) old + 1);
      case READ_THROUGH -> i -> cache.get(keys[i], key -> StringLoader.VALUE);
      case GET_ALL -> i -> cache.getAllPresent(keyBatches[i]);
      case PUT_ALL ->
        i -> {
          cache.putAll(entryBatches[i]);
          return null;
        };
    };
  }

  /** Returns the calls of the row on a cache that is filled as the row needs it. */
  public static Workload workload(Row row) {
    var stream = new KeyStream(row);
    Cache<Integer, Object> cache = cache(row);
    Operation operation = operation(row, cache, stream);
    if (row.action().isOfAbsentEntries()) {
      return new Workload(operation, KeyStream.KEYS, cache::invalidateAll);
    }
    for (int i = 0; i < KeyStream.KEYS; i++) {
      cache.put(stream.heldKey(i), stream.firstValue(i));
    }
    return new Workload(operation, stream.length(row), null);
  }
}
