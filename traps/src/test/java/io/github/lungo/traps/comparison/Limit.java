// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import java.util.List;
import java.util.function.Predicate;

/**
 * A test that does not hold on some clusters, as they are by design. Immutable.
 *
 * @param test the number of its trap, and its name
 * @param reason what of the design forbids it
 * @param where on which clusters
 * @param holdsByChance whether it may pass there all the same
 */
record Limit(String test, String reason, Predicate<ClusteredRun> where, boolean holdsByChance) {

  /** Returns all there are. */
  static List<Limit> all() {
    return List.of(
        new Limit(
            "1 absentKeys_areOneCallOfTheLoader",
            "each node asks its loader for the keys that it leads, all of them in one call",
            ClusteredRun::hasOtherNodes,
            true),
        new Limit(
            "12 eachProcessor_runsOnce",
            "a plain lambda cannot be sent to the entry: it runs where it is called, and again if the entry was"
                + " written meanwhile; it takes effect once",
            run -> run.isShared() && run.hasOtherNodes(),
            false),
        new Limit(
            "25 close_closesEachObjectOnce_filtersToo",
            "each node has loader, writer and policy of its own by the factories, which give the same ones to all"
                + " nodes of this JVM; and it closes them",
            ClusteredRun::hasOtherNodes,
            false));
  }
}
