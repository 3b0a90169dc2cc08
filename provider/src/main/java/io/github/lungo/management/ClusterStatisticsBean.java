// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.List;

/** The figures of all members as JMX reads them. Thread-safe. */
public final class ClusterStatisticsBean extends StatisticsBean implements ClusterStatisticsMXBean {
  private final ClusterFigures figures;

  /** Creates a bean that shows what the members say. */
  public ClusterStatisticsBean(ClusterFigures figures) {
    super(() -> figures.hear().sum(), figures::clear);
    this.figures = figures;
  }

  @Override
  public List<String> getMembers() {
    return figures.hear().members();
  }

  @Override
  public List<String> getSilentMembers() {
    return figures.hear().silent();
  }
}
