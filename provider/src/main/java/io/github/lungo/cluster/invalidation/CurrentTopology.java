// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The topology that this member has installed last. Thread-safe. */
final class CurrentTopology {
  private volatile State state = new State(null, new CompletableFuture<>());
  private final CompletableFuture<Topology> begun = new CompletableFuture<>();

  private record State(@Nullable Topology topology, CompletableFuture<Topology> next) {}

  /** Returns the topology, or null before the first. */
  @Nullable
  Topology get() {
    return state.topology();
  }

  /** Returns its name, or null before the first. */
  @Nullable
  TopologyName name() {
    @Nullable Topology topology = get();
    return topology == null ? null : topology.name();
  }

  /** Follows a topology. For one thread at a time. */
  void follow(Topology topology) {
    State before = state;
    state = new State(topology, new CompletableFuture<>());
    before.next().complete(topology);
  }

  /** Lets this member take part, from now on. */
  void begin() {
    @Nullable Topology topology = get();
    if (topology == null) {
      throw new IllegalStateException("no topology was installed");
    }
    begun.complete(topology);
  }

  boolean hasBegun() {
    return begun.isDone();
  }

  /** Returns the topology, as soon as this member may take part. */
  CompletableFuture<Topology> whenBegun() {
    return begun.thenApply(first -> {
      @Nullable Topology now = get();
      return now == null ? first : now;
    });
  }

  /** Returns another topology than the named one, as soon as there is one. */
  CompletableFuture<Topology> otherThan(TopologyName name) {
    State now = state;
    @Nullable Topology topology = now.topology();
    return topology != null && !topology.name().equals(name)
        ? CompletableFuture.completedFuture(topology)
        : now.next().copy();
  }
}
