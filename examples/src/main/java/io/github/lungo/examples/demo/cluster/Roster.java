// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

import io.github.lungo.examples.demo.node.Node;
import java.util.ArrayList;
import java.util.List;

/** The nodes that run, in the order of their starts. Confined to the main thread. */
final class Roster {
  private final Nodes nodes;
  private final List<Node> running = new ArrayList<>();

  Roster(Nodes nodes) {
    this.nodes = nodes;
  }

  /** Starts nodes; returns the milliseconds until all of them were members. */
  long start(int count) {
    long before = System.nanoTime();
    running.addAll(nodes.start(count, running.size() + count));
    return Millis.since(before);
  }

  /** Returns the nodes that run. */
  List<Node> running() {
    return List.copyOf(running);
  }

  Node first() {
    return running.get(0);
  }

  Node last() {
    return running.get(running.size() - 1);
  }

  /** Kills the node that has run longest. */
  void killFirst() {
    nodes.kill(running.remove(0));
  }

  /** Has all of them leave and returns how many processes are left. */
  long stop() {
    running.clear();
    return nodes.stop();
  }
}
