// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.local.LocalEngine;
import java.util.Collection;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What this member holds of a cache: copies, and loads for itself and for others. Never waits. Thread-safe. */
final class Copies<K> {
  private final NodeId self;
  private final LocalEngine<K, ?> local;
  private final PrimaryLoads<K> primaryLoads;
  private final boolean writesThrough;
  private final Fault fault;

  /**
   * Creates the view of a member's copies.
   *
   * @param writesThrough whether writes go to a source, too, which may have had two writes in another order
   */
  Copies(
      NodeId self,
      LocalEngine<K, ?> local,
      PrimaryLoads<K> primaryLoads,
      boolean writesThrough,
      Fault fault) {
    this.self = self;
    this.local = local;
    this.primaryLoads = primaryLoads;
    this.writesThrough = writesThrough;
    this.fault = fault;
  }

  PrimaryLoads<K> primaryLoads() {
    return primaryLoads;
  }

  Fault fault() {
    return fault;
  }

  /*
   * The lock of the key is not waited for: a slow writer or processor here would hold up every write of the key elsewhere,
   * and two members that write the same key would wait for each other. A step that is under way keeps from storing what is
   * older; one that begins later stores what is newer, as the clock has followed the limit before.
   */

  /**
   * Drops the copies of keys, and keeps loads that are under way from being stored or joined.
   *
   * @param from who has written
   * @param limit what is older goes; what was loaded is older than anything
   */
  Verdict drop(NodeId from, Collection<K> keys, Version limit) {
    boolean isOwn = from.equals(self);
    Predicate<CachedValue> isOutdated = writesThrough && !isOwn ? copy -> true : olderThan(limit);
    @Nullable Version newest = null;
    for (K key : keys) {
      if (fault != Fault.PRIMARY_LOAD_KEPT) {
        primaryLoads.fence(key);
      }
      fence(key);
      Version kept = versionOf(local.drop(key, isOutdated));
      fence(key); // again: one that came between has seen what is gone now
      newest = newest == null || kept.isNewerThan(newest) ? kept : newest;
    }
    return !isOwn && newest != null && newest.isNewerThan(limit)
        ? new Verdict(Verdict.Kind.DONE, newest)
        : Verdict.DONE;
  }

  private void fence(K key) {
    if (fault != Fault.WAITING_LOAD_KEPT) {
      local.fenceLoad(key);
    }
  }

  /** Drops all copies that are older, and keeps all loads from being stored or joined. */
  Verdict clear(Version limit) {
    local.dropAll(olderThan(limit));
    return Verdict.DONE;
  }

  /** Drops all copies, but what the teller itself has put, and keeps all loads from being stored or joined. */
  Verdict reset(NodeId from, Version limit) {
    primaryLoads.fenceAll();
    local.dropAll(
        from.equals(self) ? copy -> versionOf(copy).equals(Version.LEAST) : olderThan(limit));
    return Verdict.DONE;
  }

  static Predicate<CachedValue> olderThan(Version limit) {
    return copy -> limit.isNewerThan(versionOf(copy));
  }

  private static Version versionOf(@Nullable CachedValue copy) {
    return copy instanceof VersionedValue versioned ? versioned.version() : Version.LEAST;
  }
}
