// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The loads of a segment's keys that others may join. Confined to the segment's mailbox. */
final class Flights<K> {
  private final Map<K, Flight> byKey = new HashMap<>();

  /** One load, however many wait for it. */
  static final class Flight {
    private final CompletableFuture<Loaded> result = new CompletableFuture<>();
    private boolean isFenced;

    /** Returns what is loaded. */
    CompletableFuture<Loaded> result() {
      return result;
    }

    /** Returns whether the key was written since the load began, so that what it brings must not be stored. */
    boolean isFenced() {
      return isFenced;
    }
  }

  @Nullable
  Flight running(K key) {
    return byKey.get(key);
  }

  Flight begin(K key) {
    Flight flight = new Flight();
    byKey.put(key, flight);
    return flight;
  }

  /** Lets nobody join a load any more. */
  void end(K key, Flight flight) {
    byKey.remove(key, flight);
  }

  /** Keeps the load of a key from storing what it brings, and later callers from joining it. */
  void detach(K key) {
    @Nullable Flight flight = byKey.remove(key);
    if (flight != null) {
      flight.isFenced = true;
    }
  }

  /** Does so for all keys. */
  void detachAll() {
    byKey.values().forEach(flight -> flight.isFenced = true);
    byKey.clear();
  }

  /** Sends all away who wait: they are to ask the next primary. */
  void abandonAll() {
    List<Flight> left = List.copyOf(byKey.values());
    detachAll();
    left.forEach(flight -> flight.result.completeExceptionally(new MovedException(true)));
  }
}
