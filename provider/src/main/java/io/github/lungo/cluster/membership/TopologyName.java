// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import io.github.lungo.cluster.transport.NodeId;

/**
 * Which topology is meant. Not ordered: the two sides of a split count alike, and of two topologies with the same number
 * neither is the newer one. Immutable.
 *
 * @param number counts the topologies of a cache upwards, from 1
 * @param coordinator the member that decided it
 */
public record TopologyName(long number, NodeId coordinator) {

  /** Checks the number. */
  public TopologyName {
    if (number < 1) {
      throw new IllegalArgumentException("the number of a topology must be at least 1: " + number);
    }
  }

  /** Returns whether this one came after the other for certain. */
  public boolean isNewerThan(TopologyName other) {
    return number > other.number;
  }

  /** Returns the name of what the given coordinator decides after this. */
  public TopologyName next(NodeId by) {
    return new TopologyName(Math.incrementExact(number), by);
  }

  /** Returns the number and the coordinator, such as {@code 7 of n1}. */
  @Override
  public String toString() {
    return number + " of " + coordinator;
  }
}
