// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configurations that were looked at. One that differs from an earlier one only in having used more of the optional
 * operations can do nothing that the earlier one could not. Confined to one thread.
 */
final class Visited {
  private final Map<Configuration.Place, List<BitSet>> used = new HashMap<>();

  /** Adds a configuration and returns true, unless there is no use in looking at it. */
  boolean add(Configuration configuration) {
    List<BitSet> earlier = used.computeIfAbsent(configuration.place(), place -> new ArrayList<>(1));
    if (earlier.stream().anyMatch(set -> isWithin(set, configuration.used()))) {
      return false;
    }
    earlier.removeIf(set -> isWithin(configuration.used(), set));
    earlier.add(configuration.used());
    return true;
  }

  /** Returns whether one was added later that makes a configuration useless. */
  boolean hasBetterThan(Configuration configuration) {
    return used.getOrDefault(configuration.place(), List.of()).stream()
        .anyMatch(set -> !set.equals(configuration.used()) && isWithin(set, configuration.used()));
  }

  private static boolean isWithin(BitSet small, BitSet large) {
    if (small.isEmpty()) {
      return true;
    }
    BitSet rest = (BitSet) small.clone();
    rest.andNot(large);
    return rest.isEmpty();
  }
}
