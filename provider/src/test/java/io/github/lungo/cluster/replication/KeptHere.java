// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.operation.CacheEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells tests of whole clusters what a member knows and keeps of a cache. As thread-safe as the cache. */
public final class KeptHere<K, V> {
  private final ReplicatedCache<K, V> cache;

  private KeptHere(ReplicatedCache<K, V> cache) {
    this.cache = cache;
  }

  /** Looks into a cache. */
  static <K, V> KeptHere<K, V> by(ReplicatedCache<K, V> cache) {
    return new KeptHere<>(cache);
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

  /** Returns the member that leads the key's segment, as far as this one knows. */
  public String primaryOf(K key) {
    Topology newest = Objects.requireNonNull(cache.topology());
    int segment = cache.seats().segmentOf(key);
    return newest.primaryOf(segment).uuid().toString();
  }

  /** Returns whether this member answers a read of the key without asking anybody. */
  public boolean isCertainOf(K key) {
    return cache.readHere(key, false).isCertain();
  }

  /** Returns how many entries are kept here, those of other primaries included. */
  public long entries() {
    return cache.capacity().estimatedSize();
  }

  /**
   * Returns the versions of the entries in the segments that this member leads, or that it keeps for another one: those that
   * it holds, even if it has not heard yet that they are settled.
   */
  public Map<K, Version> versions(boolean isLed) {
    Map<K, Version> versions = new HashMap<>();
    for (Seat<K, V> seat : cache.seats().all()) {
      @Nullable Standing standing = seat.standing();
      boolean isKept = standing != null && standing.isOwner() && !seat.segment().isClearing();
      if (isKept && standing.isPrimary() == isLed) {
        for (K key : seat.segment().keys()) {
          @Nullable KeyState state = seat.segment().state(key);
          @Nullable
          VersionedValue held = state instanceof Unsettled<?> open
              ? open.update().after()
              : Unsettled.settledEntry(state);
          if (held != null) {
            versions.put(key, held.version());
          }
        }
      }
    }
    return versions;
  }
}
