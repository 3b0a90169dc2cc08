// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.integration.ReadThrough;
import io.github.lungo.operation.Put;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads many keys of which this member is the primary, with one call of the loader for all those that no other load is under
 * way for. Thread-safe.
 */
final class BulkLoads<K, V> {
  private final PrimaryParts<K, V> parts;
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;

  BulkLoads(PrimaryParts<K, V> parts, Seats<K, V> seats, Primaries<K, V> primaries) {
    this.parts = parts;
    this.seats = seats;
    this.primaries = primaries;
  }

  /** A load that this call has begun. */
  private record Begun<K, V>(Primacy<K, V> primacy, K key, Flight flight) {}

  /**
   * Loads keys for a member.
   *
   * @param replaces whether keys that have an entry are loaded too, and by loads that begin now
   * @return what there is of each key, in their order; nothing if it replaces, as nobody wants it then
   */
  CompletableFuture<List<Loaded>> load(
      TopologyName topology, List<K> keys, boolean replaces, NodeId caller) {
    List<Begun<K, V>> begun = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Loaded>> results = new ArrayList<>();
    List<CompletableFuture<Void>> looked = new ArrayList<>();
    for (K key : keys) {
      CompletableFuture<Loaded> result = new CompletableFuture<>();
      CompletableFuture<Void> done = new CompletableFuture<>();
      results.add(result);
      looked.add(done);
      Seat<K, V> seat = seats.seatOf(key);
      seat.mailbox()
          .execute(() -> seat.add(
              topology,
              moved -> {
                result.completeExceptionally(moved);
                done.complete(null);
              },
              primacy -> look(primacy, key, replaces, caller, begun, result, done)));
    }
    return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new))
        .thenCompose(all -> {
          begin(List.copyOf(begun), replaces);
          return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        })
        .thenApply(all -> results.stream()
            .map(CompletableFuture::join)
            .map(loaded ->
                replaces ? Loaded.NOTHING : loaded) // nobody asks what it replaced them with
            .toList());
  }

  private void look(
      Primacy<K, V> primacy,
      K key,
      boolean replaces,
      NodeId caller,
      List<Begun<K, V>> begun,
      CompletableFuture<Loaded> result,
      CompletableFuture<Void> done) {
    var unused = primaries
        .shown(primacy, key)
        .whenComplete((shown, failure) -> primacy.mailbox().execute(() -> {
          if (failure != null || primacy.isOver()) {
            result.completeExceptionally(failure == null ? new MovedException(true) : failure);
          } else {
            join(primacy, key, replaces, caller, begun, result);
          }
          done.complete(null);
        }));
  }

  private void join(
      Primacy<K, V> primacy,
      K key,
      boolean replaces,
      NodeId caller,
      List<Begun<K, V>> begun,
      CompletableFuture<Loaded> result) {
    @Nullable VersionedValue live = primacy.live(key);
    if (live != null && !replaces) {
      result.complete(new Loaded(live.stored()));
      return;
    }
    if (replaces) {
      primacy.flights().detach(key);
    }
    @Nullable Flight running = primacy.flights().running(key);
    Flight flight = running == null ? primacy.flights().begin(key, caller) : running;
    flight.join(
        result, primacy.mailbox(), () -> primaries.loadMissing(primacy, key, caller, result));
    if (running == null) {
      begun.add(new Begun<>(primacy, key, flight));
    }
  }

  private void begin(List<Begun<K, V>> begun, boolean replaces) {
    if (begun.isEmpty()) {
      return;
    }
    try {
      parts.background().execute(() -> load(begun, replaces));
    } catch (RuntimeException refused) {
      begun.forEach(one -> end(one, null, refused, replaces));
    }
  }

  private void load(List<Begun<K, V>> begun, boolean replaces) {
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
      end(one, loaded.get(one.key()), failure, replaces);
    }
  }

  private void end(
      Begun<K, V> one, @Nullable Object value, @Nullable Throwable failure, boolean replaces) {
    Primacy<K, V> primacy = one.primacy();
    primacy.mailbox().execute(() -> {
      if (value != null && failure == null) {
        Put.Kind kind = replaces ? Put.Kind.LOADED : Put.Kind.LOADED_IF_ABSENT;
        primacy.add(new LoadedJob<>(primacy, one.key(), one.flight(), value, kind));
        return;
      }
      primacy.flights().end(one.key(), one.flight());
      if (failure == null) {
        one.flight().result().complete(new Loaded(null));
      } else {
        one.flight().result().completeExceptionally(primaries.failed(one.key(), failure));
      }
    });
  }
}
