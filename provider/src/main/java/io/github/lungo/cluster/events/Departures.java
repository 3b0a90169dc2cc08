// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.cluster.transport.View;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who was in the cluster and is not any more, which is another thing than not to be there yet: a topology may name a member
 * before this one has its view. Thread-safe.
 */
final class Departures {
  @GuardedBy("this")
  private List<NodeId> present;

  @GuardedBy("this")
  private final Set<NodeId> departed = new HashSet<>();

  Departures(@Nullable View first) {
    this.present = first == null ? List.of() : first.members();
  }

  synchronized void viewChanged(View next) {
    departed.addAll(present);
    departed.removeAll(Set.copyOf(next.members()));
    present = next.members();
  }

  synchronized boolean contains(NodeId member) {
    return departed.contains(member);
  }
}
