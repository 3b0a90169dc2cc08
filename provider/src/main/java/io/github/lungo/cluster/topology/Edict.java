// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision on its way to those who must hear of it. Immutable.
 *
 * @param reign the reign of the coordinator in which it was made
 * @param audience who must install it, with their terms
 */
record Edict(long reign, String cache, Decision decision, Map<NodeId, Long> audience) {

  /** Copies the map, in its order. */
  Edict {
    audience = Collections.unmodifiableMap(new LinkedHashMap<>(audience));
  }

  long termOf(NodeId node) {
    return audience.getOrDefault(node, 0L);
  }

  ControlMessage installAt(NodeId node) {
    return new ControlMessage.Install(reign, cache, termOf(node), decision);
  }

  ControlMessage activateAt(NodeId node) {
    return new ControlMessage.Activate(reign, cache, termOf(node), decision.name());
  }
}
