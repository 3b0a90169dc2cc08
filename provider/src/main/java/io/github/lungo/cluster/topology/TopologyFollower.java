// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Topology;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a cache does at this member when its topology changes. Called by one thread at a time, in the order of the topologies;
 * must not wait for anything.
 */
public interface TopologyFollower {

  /**
   * The topology that is installed next has members that went on without each other for a while, and is no successor of all
   * that they have installed.
   *
   * @param wasApart whether this member has gone on without those who decided that topology: what it has, they may not have
   */
  default void reunited(boolean wasApart) {}

  /**
   * A topology follows the one before: from now on, messages of the one before are refused, and what this member has lost it
   * serves no more. Nothing may be committed yet, as other members may not know of it.
   *
   * @param topology may show this member as an incomplete owner of what it was complete in before: then one between was
   *     skipped in which it was none, and it has nothing of the segment
   * @param lost the segments that start anew, empty, as nobody who is left has all of them
   * @return completes when that holds, for the coordinator to count on it, which may be after the next call
   */
  CompletableFuture<Void> install(Topology topology, List<Integer> lost);

  /** All members have installed the topology that was installed last: it is in force. */
  void activate();
}
