// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.expiry.NanoClock;
import java.util.concurrent.ConcurrentHashMap;

/** The time that a member, as primary, has given to those who keep copies of its entries. Thread-safe. */
final class Grants {
  private final NanoClock clock;
  private final boolean areCopiesKept;
  private final ConcurrentHashMap<NodeId, Grant> grants = new ConcurrentHashMap<>();

  /**
   * Creates grants of which none is given.
   *
   * @param areCopiesKept whether members may keep copies of what they do not own
   */
  Grants(NanoClock clock, boolean areCopiesKept) {
    this.clock = clock;
    this.areCopiesKept = areCopiesKept;
  }

  /** Returns whether members may keep copies of what they do not own. */
  boolean areCopiesKept() {
    return areCopiesKept;
  }

  long now() {
    return clock.nanos();
  }

  /** Returns that of a member. */
  Grant of(NodeId holder) {
    return grants.computeIfAbsent(holder, Grant::new);
  }

  /** Renews that of a member; returns whether it gets more time. */
  boolean renew(NodeId holder) {
    return areCopiesKept && of(holder).give(clock.nanos());
  }

  /** Forgets the members that are gone, once their time is over. */
  void follow(Topology topology) {
    long now = clock.nanos();
    grants
        .values()
        .removeIf(grant -> !topology.members().contains(grant.holder()) && grant.left(now) == 0);
  }
}
