// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Flights.Flight;
import io.github.lungo.cluster.replication.LoaderCalls.Begun;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.VersionedValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Loads many keys of which this member is the primary, with one call of the loader for all those that no other load is under
 * way for. Thread-safe.
 */
final class BulkLoads<K, V> {
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final LoaderCalls<K, V> loader;

  BulkLoads(Seats<K, V> seats, Primaries<K, V> primaries, LoaderCalls<K, V> loader) {
    this.loader = loader;
    this.seats = seats;
    this.primaries = primaries;
  }

  /**
   * Loads keys for a member.
   *
   * @return what there is of each key, in their order; nothing if it replaces, as nobody wants it then
   */
  CompletableFuture<List<Loaded>> load(
      TopologyName topology, List<K> keys, LoadManner manner, NodeId caller) {
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
              primacy -> look(primacy, key, manner, caller, begun, result, done)));
    }
    return CompletableFuture.allOf(looked.toArray(CompletableFuture[]::new))
        .thenCompose(all -> {
          loader.start(List.copyOf(begun), failure -> {});
          return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        })
        .thenApply(all -> results.stream()
            .map(CompletableFuture::join)
            .map(loaded -> manner.replaces()
                ? Loaded.NOTHING
                : loaded) // nobody asks what it replaced them with
            .toList());
  }

  private void look(
      Primacy<K, V> primacy,
      K key,
      LoadManner manner,
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
            join(primacy, key, manner, caller, begun, result);
          }
          done.complete(null);
        }));
  }

  private void join(
      Primacy<K, V> primacy,
      K key,
      LoadManner manner,
      NodeId caller,
      List<Begun<K, V>> begun,
      CompletableFuture<Loaded> result) {
    @Nullable VersionedValue live = primacy.live(key);
    if (live != null && !manner.replaces()) {
      result.complete(new Loaded(live.stored()));
      return;
    }
    if (manner.isGet() && primaries.isAnswered(primacy, key, result)) {
      return;
    }
    if (manner.replaces()) {
      primacy.flights().detach(key);
    }
    @Nullable Flight running = primacy.flights().running(key);
    Flight flight = running == null ? primacy.flights().begin(key, caller, manner) : running;
    flight.join(
        manner.isGet() ? primaries.orStale(primacy, key, result) : result,
        primacy.mailbox(),
        () -> primaries.loadMissing(primacy, key, caller, result));
    if (running == null) {
      begun.add(new Begun<>(primacy, key, flight));
    }
  }
}
