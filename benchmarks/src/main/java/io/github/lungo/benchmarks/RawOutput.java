// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import java.util.Locale;

/** All that was measured, as comma-separated values. */
final class RawOutput {
  private RawOutput() {}

  /** Returns a line for each iteration. */
  static String times(Measurements measurements) {
    var csv = new StringBuilder("row,provider,fork,iteration,operations,cpu_nanos,bytes\n");
    for (Measurements.Sample sample : measurements.samples()) {
      csv.append(String.format(
          Locale.ROOT,
          "%s,%s,%d,%d,%d,%d,%d%n",
          sample.row().name(),
          sample.contender().id(),
          sample.fork(),
          sample.iteration(),
          sample.cost().operations(),
          sample.cost().cpuNanos(),
          sample.cost().bytes()));
    }
    return csv.toString();
  }

  /** Returns a line for each figure that was counted. */
  static String counts(Figures figures) {
    var csv = new StringBuilder("figure,provider,value\n");
    figures.all().forEach((cell, values) -> {
      for (double value : values) {
        csv.append(String.format(
            Locale.ROOT, "%s,%s,%s%n", cell.name(), cell.contender().id(), value));
      }
    });
    return csv.toString();
  }
}
