// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a primary asks of the other members, of one cache. Never waits. */
interface Peers<K> {

  /**
   * Has an owner hold an update. Repeated until it is answered or the owner is gone.
   *
   * @param settledThrough the place up to which the primary's updates of the segment are settled
   */
  CompletableFuture<Verdict> replicate(
      NodeId owner,
      TopologyName topology,
      int segment,
      Place place,
      long settledThrough,
      Update<K> update);

  /**
   * Asks a former owner for the next parts of what it holds that may not be settled.
   *
   * @param segments by segment whether the first part is wanted
   * @return by segment a part, of some segments at least; of all without anything if it is gone
   */
  CompletableFuture<Map<Integer, Part<K>>> collect(
      NodeId owner, TopologyName topology, Map<Integer, Boolean> segments);

  /** Tells owners how far a segment's updates are settled, soon; may get lost. */
  void settled(List<NodeId> owners, int segment, long through);

  /**
   * Has a member drop its copy of a key's entry, or all of its copies of others' entries. Repeated until it is answered or
   * the member is gone.
   *
   * @param key the key; null for all
   * @return whether the member has no copy any more; false if it is gone, and nobody knows
   */
  CompletableFuture<Boolean> drop(NodeId holder, TopologyName topology, @Nullable K key);

  /** What an owner says to an update. */
  sealed interface Verdict {}

  /** The owner holds the update. */
  record Accepted() implements Verdict {}

  /** The owner holds a newer version, above which the update is to be sent again. */
  record Outdated(Version newer) implements Verdict {}

  /** The owner has another topology, a newer one or not yet this one. */
  record Elsewhere(boolean isAhead) implements Verdict {}
}
