// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.message.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who waits for the synchronous listeners of this member, key by key. Nobody waits for an event whose turn comes after that of
 * a listener which itself waits for an operation of the cache: that operation may wait for this very event, on whichever
 * member. Thread-safe.
 */
final class BusyListeners<K> {
  private static final System.Logger log = System.getLogger(BusyListeners.class.getName());

  private final ConcurrentHashMap<K, Queue> byKey = new ConcurrentHashMap<>();
  private final String cacheName;

  BusyListeners(String cacheName) {
    this.cacheName = cacheName;
  }

  /** The events of one key that are not heard yet, in their order. Changed within the map's atomic steps alone. */
  private static final class Queue {
    final List<CompletableFuture<Void>> waits = new ArrayList<>(2);

    /** How many operations the listener that runs waits for: one at most, unless it has threads of its own. */
    int operations;

    boolean isOver() {
      return waits.isEmpty() && operations == 0;
    }
  }

  /**
   * Waits for an event, to be called in the order of the key's events.
   *
   * @param heard completes when the listeners have heard it
   * @return completes when that does, or is not to be waited for any longer
   */
  CompletableFuture<Void> await(K key, CompletableFuture<Void> heard) {
    if (heard.isDone()) {
      return heard;
    }
    CompletableFuture<Void> wait = new CompletableFuture<>();
    byKey.compute(key, (same, known) -> {
      Queue queue = known == null ? new Queue() : known;
      queue.waits.add(wait);
      return queue;
    });
    var unused = heard.whenComplete((nothing, failure) -> {
      byKey.computeIfPresent(key, (same, queue) -> {
        queue.waits.removeIf(each -> each == wait);
        return queue.isOver() ? null : queue;
      });
      if (failure == null) {
        wait.complete(null);
      } else if (!wait.completeExceptionally(failure)) {
        log.log(
            System.Logger.Level.WARNING,
            "cache '" + cacheName + "': a listener failed on an event of key " + Printed.text(key)
                + " that nobody waits for any longer",
            failure);
      }
    });
    release(key);
    return wait;
  }

  /** A listener of the key begins to wait for an operation. */
  void begin(K key) {
    byKey.compute(key, (same, known) -> {
      Queue queue = known == null ? new Queue() : known;
      queue.operations++;
      return queue;
    });
    release(key);
  }

  /** The wait is over. */
  void end(K key) {
    byKey.computeIfPresent(key, (same, queue) -> {
      queue.operations--;
      return queue.isOver() ? null : queue;
    });
  }

  /** Ends the waits for events behind the one that is being heard, if its listener waits itself. */
  private void release(K key) {
    List<CompletableFuture<Void>> released = new ArrayList<>();
    byKey.computeIfPresent(key, (same, queue) -> {
      if (queue.operations > 0 && queue.waits.size() > 1) {
        released.addAll(queue.waits.subList(1, queue.waits.size()));
      }
      return queue;
    });
    released.forEach(wait -> wait.complete(null));
  }

  /** Returns whether nothing is under way. */
  boolean isEmpty() {
    return byKey.isEmpty();
  }
}
