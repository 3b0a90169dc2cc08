// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.node;

import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.topology.TopologyFollower;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What of a cache follows its topologies: the entries, and those who listen to what becomes of them. */
public record ListeningFollower(TopologyFollower entries, ClusterEvents<?, ?> events)
    implements TopologyFollower {

  @Override
  public void reunited(boolean wasApart) {
    entries.reunited(wasApart);
  }

  @Override
  public CompletableFuture<Void> install(Topology topology, List<Integer> lost) {
    return events.install(topology, entries.install(topology, lost));
  }

  @Override
  public void activate() {
    entries.activate();
  }
}
