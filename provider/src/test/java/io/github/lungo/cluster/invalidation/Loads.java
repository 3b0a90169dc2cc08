// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks for loads that should have been one. */
final class Loads {
  private static final Duration LATE = Duration.ofSeconds(5);

  /** For so long after a change members may tell each other what one has written that died. */
  private static final Duration REPEATED = Duration.ofSeconds(1);

  private Loads() {}

  /**
   * Returns loads of a key of which one began while another was running, although nothing had happened in between that
   * allows it: a write of the key, a change of topology, a load without the primary, or too old a load.
   */
  static List<String> tooMany(Play play) {
    List<String> found = new ArrayList<>();
    if (play.loadedAlone() > 0) {
      return found;
    }
    List<ScriptedSource.Run> runs = play.source.runs;
    for (int i = 0; i < runs.size(); i++) {
      ScriptedSource.Run first = runs.get(i);
      for (ScriptedSource.Run second : runs.subList(i + 1, runs.size())) {
        boolean overlap = first.key.equals(second.key) && second.begun < first.ended;
        if (overlap
            && !first.node.isEnded()
            && second.begun - first.begun < LATE.toNanos()
            && !play.freshness.isWritten(
                first.key, first.begun - play.grantDelay().toNanos(), second.begun)
            && !play.topologies.hasChanged(first.begun - REPEATED.toNanos(), second.begun)) {
          found.add(second.node + " loaded " + first.key + " at " + second.begun + ", as "
              + first.node + " was at it from " + first.begun + " to " + first.ended);
        }
      }
    }
    return found;
  }
}
