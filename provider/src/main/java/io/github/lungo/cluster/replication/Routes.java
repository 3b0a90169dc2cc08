// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The topology by which callers find the primary of a key. Thread-safe. */
final class Routes {
  private volatile State state = new State(null, new CompletableFuture<>());

  private record State(@Nullable Topology topology, CompletableFuture<Topology> next) {}

  /** Returns the newest topology; null before the first. */
  @Nullable
  Topology current() {
    return state.topology();
  }

  /** Follows a topology. */
  void follow(Topology topology) {
    State before = state;
    state = new State(topology, new CompletableFuture<>());
    before.next().complete(topology);
  }

  /** Returns another topology than the given one, as soon as there is one. */
  CompletableFuture<Topology> otherThan(TopologyName name) {
    State now = state;
    @Nullable Topology topology = now.topology();
    return topology != null && !topology.name().equals(name)
        ? CompletableFuture.completedFuture(topology)
        : now.next();
  }

  /** Returns the topology, as soon as there is one. */
  CompletableFuture<Topology> any() {
    State now = state;
    @Nullable Topology topology = now.topology();
    return topology != null ? CompletableFuture.completedFuture(topology) : now.next();
  }
}
