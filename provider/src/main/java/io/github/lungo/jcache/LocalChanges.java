// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.cluster.replication.Changes;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import io.github.lungo.event.EventDispatcher;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Tells the listeners of this member what its primaries have changed. Thread-safe. */
final class LocalChanges<K, V> implements Changes<K> {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final EventDispatcher<K, V> events;
  private final Executor executor;

  LocalChanges(EventDispatcher<K, V> events, Executor executor) {
    this.events = events;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<Void> tell(EntryChange<K> change, Version version) {
    if (events.isIdle()) {
      return DONE;
    }
    EventDispatcher.@Nullable Delivery<K, V> delivery = events.enqueue(change);
    List<EventDispatcher.Delivery<K, V>> deliveries =
        delivery == null ? List.of() : List.of(delivery);
    return CompletableFuture.runAsync(() -> events.deliver(change.key(), deliveries), executor);
  }
}
