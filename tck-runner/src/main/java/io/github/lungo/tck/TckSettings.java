// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

/**
 * What the TCK runs against. Immutable.
 *
 * @param mode the mode of its caches, and their consistency behind a dash where that is not the default
 * @param nodes the number of nodes they live on
 */
record TckSettings(String mode, int nodes) {
  private static final String LOCAL = "LOCAL";

  TckSettings {
    if (nodes < 1) {
      throw new IllegalArgumentException("tck.nodes must be at least 1: " + nodes);
    }
    if (nodes > 1 && mode.equals(LOCAL)) {
      throw new IllegalArgumentException("tck.nodes must be 1 where tck.mode is LOCAL: " + nodes);
    }
  }

  /** Returns the settings that the pom passes to every JVM of the run. */
  static TckSettings fromSystemProperties() {
    return new TckSettings(
        System.getProperty("tck.mode", LOCAL), Integer.getInteger("tck.nodes", 1));
  }

  /** Returns the settings of a run that is called {@code PARTITIONED-3}, say. */
  static TckSettings of(String run) {
    int dash = run.lastIndexOf('-');
    return new TckSettings(run.substring(0, dash), Integer.parseInt(run.substring(dash + 1)));
  }

  /** Returns the mode without the consistency. */
  String cacheMode() {
    return mode.split("-", 2)[0];
  }

  /** Returns the consistency. */
  String consistency() {
    return mode.contains("-") ? mode.substring(mode.indexOf('-') + 1) : "STRONG";
  }

  /** Returns the name of the run. */
  String run() {
    return mode + "-" + nodes;
  }

  boolean isClustered() {
    return !mode.equals(LOCAL);
  }

  @Override
  public String toString() {
    return mode + ", " + nodes + (nodes == 1 ? " node" : " nodes");
  }
}
