// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.BarChart;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Level;
import io.github.lungo.benchmarks.provider.Contender;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A product in the tables, which has a contender for each level that it offers. */
enum Column {
  LUNGO("Lungo", new BarChart.Series("Lungo", "#e8590c")),
  INFINISPAN("Infinispan", BarChart.Series.of(Contender.INFINISPAN)),
  HAZELCAST("Hazelcast", BarChart.Series.of(Contender.HAZELCAST)),
  HAZELCAST_NEAR("Hazelcast, near cache", new BarChart.Series("Hazelcast, near cache", "#8a8f98"));

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings
  private final BarChart.Series series;

  Column(String title, BarChart.Series series) {
    this.title = title;
    this.series = series;
  }

  String title() {
    return title;
  }

  BarChart.Series series() {
    return series;
  }

  /** Returns who is in that column of a row, null for nobody. */
  @Nullable
  ClusterContender at(Level level) {
    if (level == Level.FLOOR) {
      return null;
    }
    return Arrays.stream(ClusterContender.values())
        .filter(contender -> contender.level() == level)
        .filter(contender -> this == HAZELCAST_NEAR
            ? contender == ClusterContender.HAZELCAST_NEAR
            : contender != ClusterContender.HAZELCAST_NEAR
                && contender.product().name().equals(name()))
        .findAny()
        .orElse(null);
  }
}
