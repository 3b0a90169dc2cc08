// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.LungoCache;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.integration.CompletionListenerFuture;
import org.jspecify.annotations.Nullable;

/** The ways in which a key is loaded, for tests that must hold for all of them. */
enum LoadKind {
  GET {
    @Override
    @Nullable
    Integer load(LungoCache<String, Integer> cache, String key) {
      return cache.get(key);
    }
  },
  GET_ALL {
    @Override
    @Nullable
    Integer load(LungoCache<String, Integer> cache, String key) {
      return cache.getAll(Set.of(key)).get(key);
    }
  },
  GET_ASYNC {
    @Override
    @Nullable
    Integer load(LungoCache<String, Integer> cache, String key) {
      return cache.getAsync(key).join();
    }
  },
  LOAD_ALL_KEEP {
    @Override
    @Nullable
    Integer load(LungoCache<String, Integer> cache, String key) {
      loadAll(cache, key, false);
      return null;
    }
  },
  LOAD_ALL_REPLACE {
    @Override
    @Nullable
    Integer load(LungoCache<String, Integer> cache, String key) {
      loadAll(cache, key, true);
      return null;
    }
  };

  /** Loads the key unless it is there, and returns when that is done: with its value if the caller gets one. */
  abstract @Nullable Integer load(LungoCache<String, Integer> cache, String key);

  private static void loadAll(LungoCache<String, Integer> cache, String key, boolean replace) {
    CompletionListenerFuture done = new CompletionListenerFuture();
    cache.loadAll(Set.of(key), replace, done);
    try {
      done.get(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
