// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

/** What runs on the nodes that faults bring or take away. */
@FunctionalInterface
public interface Application {

  /** Starts on a node, whose transport was not started yet. */
  void start(SimulatedNode node);

  /** Leaves in an orderly way. */
  default void leave(SimulatedNode node) {
    node.transport().close();
  }
}
