// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.local.LoadPausedException;
import io.github.lungo.local.Remnants;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a primary knows of the loads that it ran for all: that they found nothing or failed, and what this member itself has
 * left of a value. The caller minds the fences. Thread-safe.
 *
 * @param remnants remembers it; null if no setting asks for that
 * @param stale returns the stored form of a value that has expired here, in place of a failure; or null
 */
record LoadMemory<K>(@Nullable Remnants<K> remnants, Function<K, @Nullable Object> stale) {

  /** Returns a memory of nothing. */
  static <K> LoadMemory<K> none() {
    return new LoadMemory<>(null, key -> null);
  }

  /** Returns what is said without a load, or null if there is to be one. */
  @Nullable
  Found look(K key, Purpose purpose) {
    if (remnants == null || purpose == Purpose.EXPLICIT) {
      return null;
    }
    try {
      return remnants.isKnownAbsent(key) ? Found.NOTHING : null;
    } catch (LoadPausedException paused) {
      return orStale(key, purpose, Found.failure(paused.source()));
    }
  }

  /** Returns what is said to one who wanted the load. */
  Found orStale(K key, Purpose purpose, Found found) {
    boolean maybeStale = found.kind() == Found.Kind.FAILURE && purpose == Purpose.GET;
    @Nullable Object expired = maybeStale ? stale.apply(key) : null;
    return expired == null ? found : Found.stale(expired);
  }

  /** Notes what a load has found. */
  void note(K key, Found found) {
    if (remnants == null) {
      return;
    }
    @Nullable Throwable failure = found.failure();
    if (failure != null) {
      remnants.failed(key, failure);
    } else if (found.kind() == Found.Kind.NOTHING) {
      remnants.foundNothing(key);
    } else if (found.kind() == Found.Kind.VALUE) {
      remnants.forget(key);
    }
  }

  void forget(K key) {
    if (remnants != null) {
      remnants.forget(key);
    }
  }

  void forgetAll() {
    if (remnants != null) {
      remnants.forgetAll();
    }
  }
}
