// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.LungoCache;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import org.jspecify.annotations.Nullable;

/** The ways in which a caller may start a load of the key {@code k}, or come to wait for one that runs. */
enum AskingForLoad {
  GET {
    @Override
    Asked start(
        LoadingCaches caches,
        LungoCache<String, String> cache,
        UnaryOperator<@Nullable String> loader) {
      return onThread(caches, () -> cache.get("k"));
    }
  },
  GET_WITH_LOADER {
    @Override
    Asked start(
        LoadingCaches caches,
        LungoCache<String, String> cache,
        UnaryOperator<@Nullable String> loader) {
      return onThread(caches, () -> cache.get("k", loader));
    }
  },
  GET_ALL {
    @Override
    Asked start(
        LoadingCaches caches,
        LungoCache<String, String> cache,
        UnaryOperator<@Nullable String> loader) {
      return onThread(caches, () -> cache.getAll(Set.of("k")).get("k"));
    }
  },
  GET_ASYNC {
    @Override
    Asked start(
        LoadingCaches caches,
        LungoCache<String, String> cache,
        UnaryOperator<@Nullable String> loader) {
      Future<@Nullable String> future = cache.getAsync("k");
      return () -> future.get(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  },
  LOAD_ALL {
    @Override
    Asked start(
        LoadingCaches caches,
        LungoCache<String, String> cache,
        UnaryOperator<@Nullable String> loader) {
      CompletionListenerFuture done = new CompletionListenerFuture();
      cache.loadAll(Set.of("k"), false, done);
      return () -> {
        done.get(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS);
        return cache.containsKey("k") ? "loaded" : null;
      };
    }
  },
  INVOKE {
    @Override
    Asked start(
        LoadingCaches caches,
        LungoCache<String, String> cache,
        UnaryOperator<@Nullable String> loader) {
      return onThread(caches, () -> cache.invoke("k", (entry, arguments) -> entry.getValue()));
    }
  };

  /** Asks, on a thread of its own where the call waits by itself; the loader is the one that the cache has too. */
  abstract Asked start(
      LoadingCaches caches,
      LungoCache<String, String> cache,
      UnaryOperator<@Nullable String> loader);

  private static Asked onThread(LoadingCaches caches, Callable<@Nullable String> call) {
    Future<@Nullable String> future = caches.start(call);
    return () -> future.get(LoadingCaches.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** What has been asked. */
  interface Asked {
    /** Waits for the answer. */
    @Nullable
    String await() throws Exception;

    /** Returns the answer, or the {@link CacheLoaderException} that came in its place, without what it was wrapped in. */
    default @Nullable Object outcome() {
      try {
        return await();
      } catch (Exception failure) {
        Throwable inner = failure;
        while (inner.getCause() != null
            && (inner instanceof ExecutionException
                || inner instanceof CompletionException
                || inner instanceof EntryProcessorException)) {
          inner = inner.getCause();
        }
        return inner;
      }
    }
  }
}
