// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import io.github.lungo.cluster.transport.NodeId;
import org.jspecify.annotations.Nullable;

/** Where tests look into the protocol, and break it. */
interface TopologyProbe {
  /** Breaks nothing and sees nothing. */
  TopologyProbe NONE = new TopologyProbe() {};

  /** Returns whether the protocol is broken in this way. */
  default boolean hasFault(TopologyFault fault) {
    return false;
  }

  /** A coordinator has decided what follows a topology, or the first one of a cache. */
  default void decided(String cache, @Nullable Decision before, Decision next) {}

  /** A member has promised to obey nobody but this coordinator from now on. */
  default void promised(NodeId member, NodeId coordinator) {}
}
