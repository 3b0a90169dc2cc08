// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a primary on this member does with the {@linkplain Remains remains} of members that had gone on without it. Everything
 * fails with a {@link MovedException} if this member is not the primary in the topology that is named. Thread-safe.
 */
final class Reunions<K, V> {
  private final Primaries<K, V> primaries;

  Reunions(Primaries<K, V> primaries) {
    this.primaries = primaries;
  }

  /** Returns which of some writes are news here; they need not have their entries. */
  CompletableFuture<List<Boolean>> offered(
      TopologyName topology, int segment, List<Update<K>> updates) {
    return primaries.atOpenPrimary(
        topology,
        segment,
        (primacy, result) -> result.complete(
            updates.stream().map(update -> primacy.segment().isNews(update)).toList()));
  }

  /** Takes over writes, and the calls that may be repeated; completes when all owners have them. */
  CompletableFuture<Boolean> take(TopologyName topology, int segment, Remains<K> remains) {
    return primaries.atOpenPrimary(topology, segment, (primacy, result) -> {
      remains.calls().forEach(primacy.segment().decided()::add);
      List<CompletableFuture<Void>> taken = new ArrayList<>();
      for (Update<K> update : remains.updates()) {
        ReunionJob<K> job = new ReunionJob<>(primacy, update);
        taken.add(job.done());
        primacy.add(job);
      }
      var unused = CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
          .whenComplete((done, failure) -> {
            if (failure == null) {
              result.complete(true);
            } else {
              result.completeExceptionally(Told.cause(failure));
            }
          });
    });
  }
}
