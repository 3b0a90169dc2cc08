// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

/** What the TCK runs against: the mode of its caches and the number of nodes they live on. Immutable. */
record TckSettings(String mode, int nodes) {
  TckSettings {
    if (nodes < 1) {
      throw new IllegalArgumentException("tck.nodes must be at least 1: " + nodes);
    }
  }

  /** Returns the settings that the pom passes to every JVM of the run. */
  static TckSettings fromSystemProperties() {
    return new TckSettings(
        System.getProperty("tck.mode", "LOCAL"), Integer.getInteger("tck.nodes", 1));
  }

  @Override
  public String toString() {
    return mode + ", " + nodes + (nodes == 1 ? " node" : " nodes");
  }
}
