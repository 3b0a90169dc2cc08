// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.Batches.Batched;
import io.github.lungo.cluster.replication.Batches.Item;
import io.github.lungo.cluster.replication.Batches.Result;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Many operations of one caller: one message to each primary, and again for those operations of which the topology has changed
 * meanwhile. Thread-safe.
 */
final class BatchCall<K, V> {
  private final Retries retries;
  private final ToIntFunction<K> segmentOf;
  private final Ask<K, V> ask;
  private final Map<Item<K, V>, Result> results = new ConcurrentHashMap<>();
  private final List<Item<K, V>> items;
  private volatile @Nullable Throwable failure;

  /** Asks one primary. */
  @FunctionalInterface
  interface Ask<K, V> {
    CompletableFuture<Batched> ask(Topology topology, NodeId primary, List<Item<K, V>> items);
  }

  BatchCall(Retries retries, ToIntFunction<K> segmentOf, Ask<K, V> ask, List<Item<K, V>> items) {
    this.retries = retries;
    this.segmentOf = segmentOf;
    this.ask = ask;
    this.items = items;
  }

  /** Completes the result, with what came of each operation in their order, unless somebody else does before. */
  void begin(CompletableFuture<Batched> result) {
    retries.ask(result, this::round);
  }

  private CompletableFuture<Batched> round(Topology topology) {
    Map<NodeId, List<Item<K, V>>> byPrimary = new LinkedHashMap<>();
    for (Item<K, V> item : items) {
      if (!results.containsKey(item)) {
        byPrimary
            .computeIfAbsent(
                topology.primaryOf(segmentOf.applyAsInt(item.key())), primary -> new ArrayList<>())
            .add(item);
      }
    }
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    byPrimary.forEach((primary, those) ->
        asked.add(ask.ask(topology, primary, those).thenAccept(batched -> note(those, batched))));
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(done -> finished());
  }

  private void note(List<Item<K, V>> those, Batched batched) {
    for (int i = 0; i < those.size(); i++) {
      Result result = batched.results().get(i);
      if (!(result.failure() instanceof MovedException)) {
        results.put(those.get(i), result);
      }
    }
    if (batched.failure() != null) {
      failure = batched.failure();
    }
  }

  /** Returns all results, or has what is left asked again. */
  private Batched finished() {
    if (results.size() < items.size()) {
      throw new MovedException(false);
    }
    return new Batched(items.stream().map(this::resultOf).toList(), failure);
  }

  private Result resultOf(Item<K, V> item) {
    return Objects.requireNonNull(results.get(item));
  }
}
