// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.cluster.member.LoadCase;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Level;

/** What a row cannot be faster than, by what JGroups alone and a local cache took in the same run. */
final class Floors {
  private final ClusterFigures figures;

  Floors(ClusterFigures figures) {
    this.figures = figures;
  }

  /**
   * What the messages of one call take.
   *
   * @param micros the medians of one thread added up, NaN where there is no such floor
   */
  record Floor(String what, double micros) {
    private static final Floor NONE = new Floor("-", Double.NaN);
  }

  private double of(LoadCase floor, ClusterContender contender) {
    return figures.of(floor.id() + ":p50", contender);
  }

  /** Returns the floor of a row. */
  Floor of(ClusterRow row) {
    LoadCase of = row.of();
    if (of == null) {
      return Floor.NONE;
    }
    double request = of(LoadCase.TO_ONE, ClusterContender.JGROUPS);
    boolean isOrdered = row.level() == Level.PARTITIONED || row.level() == Level.REPLICATED;
    return switch (of) {
      case GET_LOCAL, GET_HOT ->
        new Floor("a local cache", of(LoadCase.GET_LOCAL, ClusterContender.LUNGO_LOCAL));
      case GET_REMOTE -> new Floor("a request", request);
      case PUT, INVOKE -> isOrdered ? write(row.level(), request) : Floor.NONE;
      default -> Floor.NONE;
    };
  }

  /** To the primary, and from it to the other owners. */
  private Floor write(Level level, double request) {
    return level == Level.PARTITIONED
        ? new Floor("2 requests", 2 * request)
        : new Floor(
            "a request + one to both", request + of(LoadCase.TO_BOTH, ClusterContender.JGROUPS));
  }
}
