// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.operation.CacheEngine;
import org.jspecify.annotations.Nullable;

/** Tells tests of whole clusters what a member knows and keeps of a cache. As thread-safe as the cache. */
public final class KeptHere<K, V> {
  private final ReplicatedCache<K, V> cache;

  private KeptHere(ReplicatedCache<K, V> cache) {
    this.cache = cache;
  }

  /** Looks into the engine of a replicated or partitioned cache. */
  public static <K, V> KeptHere<K, V> by(CacheEngine<K, V> engine) {
    return new KeptHere<>(((ReplicatedEngine<K, V>) engine).cache());
  }

  /** Returns this member. */
  public NodeId self() {
    return cache.self();
  }

  /** Returns the newest topology that this member has installed; null before the first. */
  public @Nullable Topology topology() {
    return cache.topology();
  }

  /** Returns whether this member answers a read of the key without asking anybody. */
  public boolean isCertainOf(K key) {
    return cache.readHere(key, false).isCertain();
  }

  /** Returns how many entries are kept here, those of other primaries included. */
  public long entries() {
    return cache.capacity().estimatedSize();
  }
}
