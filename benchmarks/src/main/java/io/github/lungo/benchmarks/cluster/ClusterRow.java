// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.cluster.member.LoadCase;
import io.github.lungo.benchmarks.cluster.product.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of those who keep the same copies. Immutable.
 *
 * @param name what the command line calls it, several rows alike
 * @param of what is called, null for what happens once in the life of a cluster
 * @param goal what Lungo is to reach
 */
record ClusterRow(String name, Level level, @Nullable LoadCase of, String goal) {
  static final String FILL = "fill";
  static final String JOIN = "join";
  static final String STAMPEDE = "stampede";
  static final String KILL_LAST = "kill-last";
  static final String KILL_FIRST = "kill-first";

  private static final String BETTER_PEER =
      "p50 ≤ 1.4 × the requests; ≥ 1.25 × the better peer's throughput";

  /** All of them, in the order of the page. */
  static final List<ClusterRow> ALL = all();

  private static List<ClusterRow> all() {
    var rows = new ArrayList<ClusterRow>();
    rows.add(of(LoadCase.ROUND_TRIP, Level.FLOOR, "-"));
    rows.add(of(LoadCase.TO_ONE, Level.FLOOR, "-"));
    rows.add(of(LoadCase.TO_BOTH, Level.FLOOR, "-"));
    rows.add(of(LoadCase.GET_LOCAL, Level.FLOOR, "-"));
    rows.add(of(LoadCase.GET_LOCAL, Level.PARTITIONED, "no message"));
    rows.add(of(LoadCase.GET_HOT, Level.PARTITIONED, "p50 ≤ 1.3 × a local cache"));
    rows.add(of(LoadCase.GET_REMOTE, Level.PARTITIONED, "p50 ≤ 1.3 × a request"));
    rows.add(of(LoadCase.GET_UNIFORM, Level.PARTITIONED, "≥ 2 × Hazelcast's throughput"));
    rows.add(of(LoadCase.PUT, Level.PARTITIONED, BETTER_PEER));
    rows.add(of(LoadCase.INVOKE, Level.PARTITIONED, BETTER_PEER));
    rows.add(of(LoadCase.GET_ALL, Level.PARTITIONED, "p50 ≤ 0.5 × the better peer"));
    rows.add(of(LoadCase.PUT_ALL, Level.PARTITIONED, "-"));
    rows.add(of(LoadCase.GET_LOCAL, Level.REPLICATED, "p50 ≤ 1.3 × a local cache"));
    rows.add(of(
        LoadCase.PUT, Level.REPLICATED, "p50 ≤ 1.4 × the requests; ≥ 2 × Infinispan's throughput"));
    rows.add(of(LoadCase.INVOKE, Level.REPLICATED, "-"));
    rows.add(of(LoadCase.GET_ALL, Level.REPLICATED, "-"));
    rows.add(of(LoadCase.PUT_ALL, Level.REPLICATED, "-"));
    rows.add(of(LoadCase.GET_LOCAL, Level.EVENTUAL, "p50 ≤ 1.3 × a local cache"));
    rows.add(of(LoadCase.PUT, Level.EVENTUAL, "p50 ≤ 10 µs, ≤ 0.3 × Infinispan's"));
    rows.add(of(LoadCase.INVOKE, Level.EVENTUAL, "-"));
    rows.add(of(LoadCase.PUT_ALL, Level.EVENTUAL, "-"));
    rows.add(of(LoadCase.GET_LOCAL, Level.INVALIDATION, "p50 ≤ 1.3 × a local cache"));
    rows.add(of(LoadCase.PUT, Level.INVALIDATION, "-"));
    for (Level level : List.of(Level.PARTITIONED, Level.REPLICATED, Level.EVENTUAL)) {
      boolean isFirst = level == Level.PARTITIONED;
      rows.add(new ClusterRow(FILL, level, null, isFirst ? "≥ 2 × Hazelcast's" : "-"));
      rows.add(new ClusterRow(JOIN, level, null, isFirst ? "≤ 0.6 × Hazelcast's" : "-"));
    }
    for (Level level : Level.values()) {
      if (level != Level.FLOOR) {
        rows.add(new ClusterRow(
            STAMPEDE, level, null, "1 load, at most 2 requests beyond the loader's time"));
      }
    }
    for (Level level : List.of(Level.PARTITIONED, Level.REPLICATED, Level.EVENTUAL)) {
      String goal =
          level == Level.PARTITIONED ? "gap ≤ Hazelcast's, 0 failed, 0 lost" : "0 failed, 0 lost";
      rows.add(new ClusterRow(KILL_LAST, level, null, goal));
      rows.add(new ClusterRow(KILL_FIRST, level, null, goal));
    }
    return List.copyOf(rows);
  }

  private static ClusterRow of(LoadCase of, Level level, String goal) {
    return new ClusterRow(of.id(), level, of, goal);
  }
}
