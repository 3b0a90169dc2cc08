// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways in which callers read a key through, which are to answer alike. */
enum Asking {
  /** {@code get}, with the cache's loader or the caller's. */
  GET {
    @Override
    @Nullable
    Object load(LocalEngine<Object, String> engine, Object key, Function<Object, String> loader) {
      return engine.load(key, loader::apply);
    }
  },
  GET_ASYNC {
    @Override
    @Nullable
    Object load(LocalEngine<Object, String> engine, Object key, Function<Object, String> loader) {
      try {
        return engine.loadAsync(key, loader::apply).join();
      } catch (CompletionException failure) {
        throw (RuntimeException) failure.getCause();
      }
    }
  },
  GET_ALL {
    @Override
    @Nullable
    Object load(LocalEngine<Object, String> engine, Object key, Function<Object, String> loader) {
      return engine.loadMissing(Set.of(key), keys -> loadAll(keys, loader)).get(key);
    }
  };

  abstract @Nullable Object load(
      LocalEngine<Object, String> engine, Object key, Function<Object, String> loader);

  @Nullable
  Object ask(EngineFixture fixture, Object key, Function<Object, String> loader) {
    @Nullable Object stored = fixture.engine().read(key);
    return stored != null ? stored : load(fixture.engine(), key, loader);
  }

  static Map<Object, String> loadAll(Set<Object> keys, Function<Object, String> loader) {
    Map<Object, String> values = new HashMap<>();
    for (Object key : keys) {
      @Nullable String value = loader.apply(key);
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }
}
