// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import io.github.lungo.event.EventDispatcher;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The listeners of this member, who hear each event once, whoever tells of it. Thread-safe. */
final class Hearing<K, V> {
  private static final int MOST_KEYS = 4_096;

  private final EventDispatcher<K, V> dispatcher;
  private final RecentEvents<K> recent = new RecentEvents<>(MOST_KEYS);
  private final BusyListeners<K> busy;
  private final Executor background;
  private final boolean isToldAgain;

  /**
   * Creates what hears nothing yet.
   *
   * @param isToldAgain whether the events of a key come in the order of their versions, some of them twice
   */
  Hearing(
      String cacheName,
      EventDispatcher<K, V> dispatcher,
      Executor background,
      boolean isToldAgain) {
    this.isToldAgain = isToldAgain;
    this.background = background;
    this.dispatcher = dispatcher;
    this.busy = new BusyListeners<>(cacheName);
  }

  /**
   * Gives an event its place in the order of its key, and has it heard. To be called in that order.
   *
   * @return completes when the synchronous listeners have heard it, or are not to be waited for
   */
  CompletableFuture<Void> hear(EntryChange<K> change, Version version) {
    return isToldAgain ? recent.once(change, version, () -> hear(change)) : hear(change);
  }

  private CompletableFuture<Void> hear(EntryChange<K> change) {
    return busy.await(change.key(), dispatcher.tell(change, background));
  }

  /** Makes a call whose result the thread is about to wait for; it may be a thread that runs a listener. */
  <T> CompletableFuture<T> calling(Supplier<CompletableFuture<T>> call) {
    @Nullable K key = dispatcher.keyBeingHeard();
    if (key == null) {
      return call.get();
    }
    busy.begin(key);
    CompletableFuture<T> result;
    try {
      result = call.get();
    } catch (RuntimeException | Error failure) {
      busy.end(key);
      throw failure;
    }
    var unused = result.whenComplete((value, failure) -> busy.end(key));
    return result; // which who waits may complete
  }

  /** Returns whether nobody waits for listeners. */
  boolean isQuiet() {
    return busy.isEmpty();
  }
}
