// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.transport.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * What a primary answers members about their leases.
 *
 * @param grants the time they are given
 * @param routes the topology in which it is
 */
record LeaseAnswers(Grants grants, Routes routes) {

  /** Gives a member more time, if both go by the same topology. */
  byte[] renew(NodeId holder, TopologyName asked) {
    @Nullable Topology current = routes.current();
    boolean isSame = current != null && current.name().equals(asked);
    return LeaseRenewal.answer(isSame && grants.renew(holder));
  }

  /** Knows that a member has no copies any more. */
  byte[] release(NodeId holder) {
    grants.of(holder).release();
    return LeaseRenewal.answer(true);
  }
}
