// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import io.github.lungo.benchmarks.provider.Provider;
import io.github.lungo.benchmarks.row.RawCaffeine;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;

/** An eternal cache of a contender that holds references, for what is counted and not timed. */
interface Store {
  /** Returns the value, or null. */
  @Nullable
  Object get(Integer key);

  /** Stores the value. */
  void put(Integer key, Object value);

  /** Returns how many entries it holds. */
  int size();

  /** Returns one of that provider, or of bare Caffeine where there is none. */
  static Store of(@Nullable Provider provider, String name, OptionalLong bound) {
    if (provider == null) {
      return new OfMap(RawCaffeine.map(bound));
    }
    var configuration = new MutableConfiguration<Integer, Object>()
        .setTypes(Integer.class, Object.class)
        .setStoreByValue(false);
    return new OfCache(provider.create(name, configuration, bound));
  }

  /** Bare Caffeine. */
  record OfMap(Map<Integer, Object> map) implements Store {
    @Override
    public @Nullable Object get(Integer key) {
      return map.get(key);
    }

    @Override
    public void put(Integer key, Object value) {
      map.put(key, value);
    }

    @Override
    public int size() {
      return map.size();
    }
  }

  /** A provider's cache. */
  record OfCache(Cache<Integer, Object> cache) implements Store {
    @Override
    public @Nullable Object get(Integer key) {
      return cache.get(key);
    }

    @Override
    public void put(Integer key, Object value) {
      cache.put(key, value);
    }

    @Override
    public int size() {
      int size = 0;
      for (var entry : cache) {
        Objects.requireNonNull(entry);
        size++;
      }
      return size;
    }
  }
}
