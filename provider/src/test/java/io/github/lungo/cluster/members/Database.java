// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** What all members load from and write to; what a loader has read it returns when it may. Thread-safe. */
final class Database {
  final Map<String, Long> rows = new ConcurrentHashMap<>();

  /** How many keys were loaded. */
  final AtomicInteger loads = new AtomicInteger();

  /** Called by each loader for each key that it has read. */
  volatile Consumer<String> afterReading = key -> {};

  CacheLoader<String, Long> loader() {
    return new CacheLoader<>() {
      @Override
      public Long load(String key) {
        Long value = rows.get(key);
        loads.incrementAndGet();
        afterReading.accept(key);
        return value;
      }

      @Override
      public Map<String, Long> loadAll(Iterable<? extends String> keys) {
        Map<String, Long> values = new HashMap<>();
        keys.forEach(key -> values.put(key, load(key)));
        return values;
      }
    };
  }

  CacheWriter<String, Long> writer() {
    return new CacheWriter<>() {
      @Override
      public void write(Cache.Entry<? extends String, ? extends Long> entry) {
        rows.put(entry.getKey(), entry.getValue());
      }

      @Override
      public void writeAll(Collection<Cache.Entry<? extends String, ? extends Long>> entries) {
        entries.forEach(this::write);
      }

      @Override
      public void delete(Object key) {
        rows.remove((String) key);
      }

      @Override
      public void deleteAll(Collection<?> keys) {
        keys.forEach(this::delete);
      }
    };
  }
}
