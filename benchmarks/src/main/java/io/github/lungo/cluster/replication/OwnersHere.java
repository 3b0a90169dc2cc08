// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.operation.CacheEngine;
import org.jspecify.annotations.Nullable;

/**
 * What this member knows of the owners of a replicated or partitioned cache, which users need not ask: which reads are
 * answered here, and whether a transfer is over. As thread-safe as the cache.
 */
public final class OwnersHere<K, V> {
  private final ReplicatedCache<K, V> cache;

  private OwnersHere(ReplicatedCache<K, V> cache) {
    this.cache = cache;
  }

  /** Looks into the engine of such a cache. */
  public static <K, V> OwnersHere<K, V> of(CacheEngine<K, V> engine) {
    return new OwnersHere<>(((ReplicatedEngine<K, V>) engine).cache());
  }

  /** Returns whether this member answers a read of the key without asking anybody. */
  public boolean isHere(K key) {
    return cache.readHere(key, false).isCertain();
  }

  /** Returns whether there are so many members, and each segment is whole on as many as should have it. */
  public boolean isComplete(int members) {
    @Nullable Topology topology = cache.topology();
    return topology != null
        && topology.isSettled()
        && topology.members().size() == members
        && topology.segments().stream()
            .allMatch(owners -> owners.nodes().size() == Math.min(topology.copies(), members));
  }
}
