// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import java.util.TreeSet;

/** Which hosts do not hear which others. Confined to one thread. */
final class Links {
  private final TreeSet<String> cuts = new TreeSet<>();

  /** Returns whether what one node sends can reach the other. */
  boolean carry(SimulatedNode from, SimulatedNode to) {
    return !cuts.contains(name(from, to));
  }

  /** Cuts a link in one direction. */
  void cut(SimulatedNode from, SimulatedNode to) {
    if (from.host().equals(to.host())) {
      throw new IllegalArgumentException("a host is not cut off from itself: " + from);
    }
    cuts.add(name(from, to));
  }

  /** Mends a link in one direction. */
  void heal(SimulatedNode from, SimulatedNode to) {
    cuts.remove(name(from, to));
  }

  /** Mends all links. */
  void heal() {
    cuts.clear();
  }

  private static String name(SimulatedNode from, SimulatedNode to) {
    return from.host() + ">" + to.host();
  }
}
