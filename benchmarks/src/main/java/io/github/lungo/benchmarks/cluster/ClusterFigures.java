// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.Measurements;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was measured so far, a value of each figure for each round. Confined to one thread. */
final class ClusterFigures {
  /** One figure of one contender. */
  record Cell(String figure, ClusterContender contender) {}

  private final Map<Cell, List<Double>> values = new LinkedHashMap<>();
  private final Map<ClusterContender, Set<String>> refusals = new LinkedHashMap<>();

  void add(String figure, ClusterContender contender, double value) {
    values
        .computeIfAbsent(new Cell(figure, contender), any -> new ArrayList<>())
        .add(value);
  }

  void refuse(ClusterContender contender, String what, String why) {
    refusals.computeIfAbsent(contender, any -> new LinkedHashSet<>()).add(what + ": " + why);
  }

  /** Returns what a contender could not do, and why. */
  Set<String> refusals(ClusterContender contender) {
    return refusals.getOrDefault(contender, Set.of());
  }

  /** Returns the median of the rounds, or NaN where nothing was measured. */
  double of(String figure, ClusterContender contender) {
    return Measurements.median(all(figure, contender));
  }

  /** Returns the value of each round. */
  List<Double> all(String figure, ClusterContender contender) {
    return values.getOrDefault(new Cell(figure, contender), List.of());
  }

  /** Returns all values as comma-separated values. */
  String csv() {
    var csv = new StringBuilder("figure,contender,round,value\n");
    values.forEach((cell, all) -> {
      for (int round = 0; round < all.size(); round++) {
        csv.append(String.format(
            Locale.ROOT,
            "%s,%s,%d,%.3f%n",
            cell.figure(),
            cell.contender().id(),
            round + 1,
            all.get(round)));
      }
    });
    return csv.toString();
  }
}
