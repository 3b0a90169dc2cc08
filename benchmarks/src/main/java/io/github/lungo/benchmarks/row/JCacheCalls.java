// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.processor.EntryProcessor;

/** The rows on {@code javax.cache}: the same for every provider. */
public final class JCacheCalls {
  private static final Duration LONG = new Duration(TimeUnit.HOURS, 1);

  private JCacheCalls() {}

  /** Returns what JCache can say of the row's cache, that is all but the bound. */
  public static MutableConfiguration<Integer, Object> configuration(Row row) {
    return configuration(row, row.valueType(), LONG);
  }

  /** Returns the same for values of another type that live that long. */
  @SuppressWarnings("unchecked") // the provider checks the type, the compiler need not
  public static MutableConfiguration<Integer, Object> configuration(
      Row row, Class<?> valueType, Duration lifetime) {
    var configuration = new MutableConfiguration<Integer, Object>()
        .setTypes(Integer.class, (Class<Object>) valueType)
        .setStoreByValue(row.has(Feature.BY_VALUE))
        .setStatisticsEnabled(row.has(Feature.STATISTICS))
        .setReadThrough(row.has(Feature.LOADER));
    if (row.has(Feature.CREATED_EXPIRY)) {
      configuration.setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(lifetime));
    }
    if (row.has(Feature.ACCESSED_EXPIRY)) {
      configuration.setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(lifetime));
    }
    if (row.has(Feature.LOADER)) {
      configuration.setCacheLoaderFactory(FactoryBuilder.factoryOf(StringLoader.class));
    }
    if (row.has(Feature.LISTENER)) {
      configuration.addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
          FactoryBuilder.factoryOf(UpdateCount.class), null, false, true));
    }
    return configuration;
  }

  private static Operation operation(Row row, Cache<Integer, Object> cache, KeyStream stream) {
    Integer[] keys = stream.keys;
    Object[] values = stream.values;
    Set<Integer>[] keyBatches = stream.keyBatches();
    Map<Integer, Object>[] entryBatches = stream.entryBatches();
    EntryProcessor<Integer, Object, Object> increment = new Increment();
    return switch (row.action()) {
      case GET, READ_THROUGH -> i -> cache.get(keys[i]);
      case PUT, PUT_NEW ->
        i -> {
          cache.put(keys[i], values[i]);
          return null;
        };
      case INVOKE -> i -> cache.invoke(keys[i], increment);
      case GET_ALL -> i -> cache.getAll(keyBatches[i]);
      case PUT_ALL ->
        i -> {
          cache.putAll(entryBatches[i]);
          return null;
        };
    };
  }

  /** Returns the calls of the row on that cache, which is filled as the row needs it. */
  public static Workload workload(Row row, Cache<Integer, Object> cache) {
    var stream = new KeyStream(row);
    Operation operation = operation(row, cache, stream);
    if (row.action().isOfAbsentEntries()) {
      return new Workload(operation, KeyStream.KEYS, cache::clear);
    }
    for (int i = 0; i < KeyStream.KEYS; i++) {
      cache.put(stream.heldKey(i), stream.firstValue(i));
    }
    return new Workload(operation, stream.length(row), null);
  }
}
