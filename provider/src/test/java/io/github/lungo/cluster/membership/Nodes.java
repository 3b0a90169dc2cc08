// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Members for tests. */
final class Nodes {

  private Nodes() {}

  /** Returns a member that is the same each time. */
  static NodeId node(int number) {
    return new NodeId(new UUID(number, -number), "n" + number);
  }

  /** Returns members of random identities. */
  static List<NodeId> random(Random random, int count) {
    List<NodeId> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(new NodeId(new UUID(random.nextLong(), random.nextLong()), "r" + i));
    }
    return nodes;
  }
}
