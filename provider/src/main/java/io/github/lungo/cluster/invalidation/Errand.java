// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import java.util.Map;

/** Something that all members are to be told, in one topology, in rounds. Used by one thread at a time. */
interface Errand {

  /** Returns how many rounds there are, each of which begins when all members of the one before have answered. */
  int rounds();

  /** Returns what to tell to whom in a round, the first of which is 0. */
  Map<NodeId, byte[]> round(int number, Topology topology);

  /** Hears of a version that a member knows; returns whether all are to be told anew. */
  boolean isToRepeat(Version known);
}
