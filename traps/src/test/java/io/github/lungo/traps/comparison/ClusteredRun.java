// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of the suite on caches of a clustered mode. Immutable.
 *
 * @param mode the mode of all caches
 * @param consistency their consistency
 * @param nodes on how many nodes each cache lives; the tests use one of them
 */
record ClusteredRun(String mode, String consistency, int nodes) {
  private static final Pattern NAME =
      Pattern.compile("(INVALIDATION|REPLICATED|PARTITIONED)(-EVENTUAL)?-(\\d)");
  private static final String STRONG = "STRONG";
  private static final String EVENTUAL = "EVENTUAL";

  /** Returns the run that is called {@code PARTITIONED-3}, say, or {@code INVALIDATION-EVENTUAL-1}. */
  static ClusteredRun of(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a run must be called MODE-nodes or MODE-EVENTUAL-nodes: " + name);
    }
    return new ClusteredRun(
        parts.group(1),
        parts.group(2) == null ? STRONG : EVENTUAL,
        Integer.parseInt(parts.group(3)));
  }

  boolean hasOtherNodes() {
    return nodes > 1;
  }

  /** Returns whether an entry is the same on whichever node it is read. */
  boolean isShared() {
    return !mode.equals("INVALIDATION");
  }

  /** Returns the provider, with the other nodes of its clusters in the same JVM. */
  Peer peer() {
    return new Peer(
        toString(),
        "",
        "lungo",
        "io.github.lungo.tck.MirroringProvider",
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // most of the time of so short a life is the compiler's
            "-Dtck.mode=" + mode,
            "-Dtck.nodes=" + nodes,
            "-Dtck.fork=traps-" + this,
            "-Dlungo.caches.default.mode=" + mode,
            "-Dlungo.caches.default.consistency=" + consistency,
            "-Dlungo.cluster.allow=io.github.lungo.traps",
            "-Dlungo.cluster.portRange=1000"));
  }

  @Override
  public String toString() {
    return mode + (consistency.equals(STRONG) ? "-" : "-" + consistency + "-") + nodes;
  }
}
