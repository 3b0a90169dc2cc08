// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The segments that this member is being sent, and which of them have come since. Confined to one thread. */
final class IncompleteCopies {
  private final NodeId self;

  /** Each with the number of the topology since which it has been so without interruption. */
  private final Map<Integer, Long> since = new TreeMap<>();

  private final Set<Integer> completed = new TreeSet<>();
  private final Set<Integer> reported = new TreeSet<>();

  IncompleteCopies(NodeId self) {
    this.self = self;
  }

  /** Another topology was installed: what it shows as complete, or has taken away, is of no interest any more. */
  void follow(Topology topology) {
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      if (topology.isOwner(self, segment) && !topology.isComplete(self, segment)) {
        since.putIfAbsent(segment, topology.name().number());
      } else {
        since.remove(segment);
      }
    }
    completed.retainAll(since.keySet());
    reported.retainAll(since.keySet());
  }

  /** Segments have come, as it was seen in a topology; those that were taken away since then are passed over. */
  void complete(TopologyName topology, Collection<Integer> segments) {
    for (int segment : segments) {
      Long first = since.get(segment);
      if (first != null && topology.number() >= first) {
        completed.add(segment);
      }
    }
  }

  /** Returns the segments that have come, and of which no topology says so. */
  Set<Integer> completed() {
    return Set.copyOf(completed);
  }

  /** Returns those of them that were not reported. */
  Set<Integer> unreported() {
    Set<Integer> unreported = new TreeSet<>(completed);
    unreported.removeAll(reported);
    return unreported;
  }

  void reported(Collection<Integer> segments) {
    reported.addAll(segments);
  }

  /** Forgets what was reported, as there is another coordinator or topology. */
  void reportAnew() {
    reported.clear();
  }
}
