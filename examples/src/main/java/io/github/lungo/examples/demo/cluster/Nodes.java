// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.Node;
import java.util.List;

/** Where the scenarios get their nodes, so that a test can show what they say of bad ones. Confined to the main thread. */
public interface Nodes extends AutoCloseable {

  /** Starts so many nodes at the same time and returns when each is a member of a cluster of that many members. */
  List<Node> start(int count, int members);

  /** Kills a node, which gets no chance to do anything (SIGKILL), and returns when its process is gone. */
  void kill(Node node);

  /** Has all nodes leave; kills those that do not. Returns how many processes are left. Idempotent. */
  long stop();

  @Override
  default void close() {
    stop();
  }
}
