// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A loader of one key that one call has: its thread waits for the primary's leave, and runs it then. Thread-safe. */
final class CallerSource<K> implements LoadSource<K> {
  private final Function<K, Map<K, Object>> loader;
  private final CompletableFuture<Task<K>> task = new CompletableFuture<>();

  /** What the thread is to do. */
  private record Task<K>(K key, CompletableFuture<Map<K, Object>> result) {}

  CallerSource(Function<K, Map<K, Object>> loader) {
    this.loader = loader;
  }

  @Override
  public CompletableFuture<Map<K, Object>> fetch(Set<K> keys, boolean isBulk) {
    Task<K> mine = new Task<>(keys.iterator().next(), new CompletableFuture<>());
    if (!task.complete(mine)) {
      mine.result.completeExceptionally(gone());
    }
    return mine.result;
  }

  private static CancellationException gone() {
    return new CancellationException("who has the loader waits no more");
  }

  /** Returns what completes when the thread may run the loader. */
  CompletableFuture<?> granted() {
    return task;
  }

  /** Runs the loader, if it may be run, on this thread; if not, it never will be. */
  void runOrLeave() {
    if (task.completeExceptionally(gone())) {
      return;
    }
    Task<K> mine = task.join();
    try {
      mine.result.complete(loader.apply(mine.key));
    } catch (Throwable failure) { // or else all who wait would hang
      mine.result.completeExceptionally(failure);
    }
  }
}
