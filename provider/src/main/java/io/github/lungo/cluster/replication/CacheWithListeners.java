// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.topology.TopologyFollower;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What of a cache follows its topologies: the entries, and those who listen to what becomes of them. */
record CacheWithListeners(ReplicatedCache<?, ?> cache, ClusterEvents<?, ?> events)
    implements TopologyFollower {

  @Override
  public CompletableFuture<Void> install(Topology topology, List<Integer> lost) {
    return events.install(topology, cache.install(topology, lost));
  }

  @Override
  public void activate() {
    cache.activate();
  }
}
