// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads many keys of which this member does not know, from their primaries: of each with one question. Thread-safe. */
final class BulkReads<K, V> {
  private final Seats<K, V> seats;
  private final Primaries<K, V> primaries;
  private final RemoteBatches<K, V> remote;
  private final Retries retries;
  private final HotCopies<K> copies;
  private final NodeId self;

  BulkReads(
      Seats<K, V> seats,
      Primaries<K, V> primaries,
      RemoteBatches<K, V> remote,
      Retries retries,
      HotCopies<K> copies,
      NodeId self) {
    this.seats = seats;
    this.primaries = primaries;
    this.remote = remote;
    this.retries = retries;
    this.copies = copies;
    this.self = self;
  }

  /** Returns what there is of each key; that may prolong the entries' lives. */
  CompletableFuture<Map<K, Found>> read(List<K> keys) {
    Map<K, Found> found = new ConcurrentHashMap<>();
    CompletableFuture<Map<K, Found>> result = new CompletableFuture<>();
    retries.ask(result, topology -> {
      Map<NodeId, List<K>> byPrimary = new LinkedHashMap<>();
      for (K key : keys) {
        if (!found.containsKey(key)) {
          byPrimary
              .computeIfAbsent(
                  topology.primaryOf(seats.segmentOf(key)), primary -> new ArrayList<>())
              .add(key);
        }
      }
      CompletableFuture<?>[] asked = byPrimary.entrySet().stream()
          .map(entry -> read(topology, entry.getKey(), entry.getValue(), found))
          .toArray(CompletableFuture[]::new);
      return CompletableFuture.allOf(asked).thenApply(done -> {
        if (found.size() < keys.size()) {
          throw new MovedException(false); // what is left is asked for again
        }
        return found;
      });
    });
    return result;
  }

  private CompletableFuture<Void> read(
      Topology topology, NodeId primary, List<K> keys, Map<K, Found> found) {
    if (primary.equals(self)) {
      return CompletableFuture.allOf(keys.stream()
          .map(key -> primaries
              .read(topology.name(), key, true, null)
              .thenAccept(shown -> take(key, shown, found)))
          .toArray(CompletableFuture[]::new));
    }
    List<@Nullable Fill<K>> fills = new ArrayList<>(keys.size());
    keys.forEach(key -> fills.add(copies.begin(key, seats.segmentOf(key), topology)));
    return remote
        .readAll(topology, primary, keys, fills)
        .whenComplete((all, failure) -> {
          for (int i = 0; i < keys.size(); i++) {
            copies.end(fills.get(i), all == null ? null : all.get(i));
          }
        })
        .thenAccept(all -> {
          for (int i = 0; i < keys.size(); i++) {
            @Nullable Shown shown = all.get(i);
            if (shown != null) {
              take(keys.get(i), shown, found);
            }
          }
        });
  }

  private void take(K key, Shown shown, Map<K, Found> found) {
    Seat<K, V> seat = seats.seatOf(key);
    seat.mailbox().execute(() -> seat.segment().settle(key, shown.version()));
    found.put(key, new Found(true, shown.entry()));
  }
}
