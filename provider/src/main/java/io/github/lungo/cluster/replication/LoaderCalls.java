// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.integration.ReadThrough;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls of the loader for many keys of which this member is the primary. Thread-safe. */
final class LoaderCalls<K, V> {
  private final PrimaryParts<K, V> parts;

  LoaderCalls(PrimaryParts<K, V> parts) {
    this.parts = parts;
  }

  /** A load that was begun, and is to be ended. */
  record Begun<K, V>(Primacy<K, V> primacy, K key, Flight flight) {

    private void end(@Nullable Object value, @Nullable Throwable failure) {
      primacy.mailbox().execute(() -> primacy.loaded(key, flight, value, failure));
    }
  }

  /**
   * Loads keys in one call, in the background.
   *
   * @param whenOver is told what the loader threw, or null
   */
  void start(List<Begun<K, V>> begun, Consumer<@Nullable Throwable> whenOver) {
    if (begun.isEmpty()) {
      return;
    }
    try {
      parts.background().execute(() -> load(begun, whenOver));
    } catch (RuntimeException refused) {
      begun.forEach(one -> one.end(null, refused));
    }
  }

  private void load(List<Begun<K, V>> begun, Consumer<@Nullable Throwable> whenOver) {
    @Nullable ReadThrough<K, V> loader = parts.source().loader();
    Map<K, Object> loaded = new HashMap<>();
    @Nullable Throwable failure = null;
    try {
      Map<K, K> keys = new HashMap<>();
      begun.forEach(one -> keys.put(parts.traits().keyFor(one.key()), one.key()));
      if (loader != null) {
        parts
            .permits()
            .run(() -> loader.loadAll(keys.keySet()))
            .forEach((key, value) -> loaded.put(key, parts.storedFormOf(key, value)));
      }
    } catch (Throwable thrown) {
      failure = thrown;
    }
    for (Begun<K, V> one : begun) {
      one.end(loaded.get(one.key()), failure);
    }
    whenOver.accept(failure);
  }
}
