// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.BarChart;
import io.github.lungo.benchmarks.cluster.member.LoadCase;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of what was measured by now. Confined to one thread. */
final class ClusterTables {
  private final List<ClusterRow> rows;
  private final ClusterFigures figures;
  private final Floors floors;

  ClusterTables(List<ClusterRow> rows, ClusterFigures figures) {
    this.rows = rows;
    this.figures = figures;
    this.floors = new Floors(figures);
  }

  /** Returns all that have a row. */
  List<TextTable> all() {
    var tables = new ArrayList<TextTable>();
    tables.add(floorTable());
    for (Measure measure : Measure.CALLS) {
      tables.add(of(measure, true));
    }
    for (Measure measure : Measure.EVENTS) {
      tables.add(of(measure, false));
    }
    tables.removeIf(TextTable::isEmpty);
    return tables;
  }

  private TextTable floorTable() {
    var table = new TextTable(
        "Floors",
        "Plain sockets, JGroups alone with the very protocols of Lungo's members, and a cache of one process.",
        List.of("floor", "p50, µs", "p99, µs", "ops/s, 8 threads", "CPU of all, µs an operation"));
    for (ClusterContender contender : ClusterContender.values()) {
      for (ClusterRow row : rows) {
        LoadCase of = row.of();
        double p50 = figures.of(row.name() + ":p50", contender);
        boolean isFloor = row.level() == Level.FLOOR && contender.level() == Level.FLOOR;
        if (of != null && isFloor && !Double.isNaN(p50)) {
          table.add(List.of(
              title(contender) + of.title(),
              figure(p50),
              figure(figures.of(row.name() + ":p99", contender)),
              figure(figures.of(row.name() + ":ops", contender)),
              figure(figures.of(row.name() + ":cpu", contender))));
        }
      }
    }
    return table;
  }

  private static String title(ClusterContender contender) {
    return switch (contender) {
      case TCP -> "TCP: ";
      case JGROUPS -> "JGroups: ";
      default -> "a local cache of Lungo's: ";
    };
  }

  private TextTable of(Measure measure, boolean isOfCalls) {
    var head = new ArrayList<>(List.of("case", "copies", "acknowledged by"));
    if (measure.hasGoal()) {
      head.add("goal");
    }
    for (Column column : Column.values()) {
      head.add(column.title());
    }
    head.add("Lungo ÷ best peer");
    if (measure.hasFloor()) {
      head.addAll(List.of("Lungo ÷ floor", "floor"));
    }
    var table = new TextTable(measure.title(), measure.explanation(), head);
    for (ClusterRow row : rows) {
      if (row.level() != Level.FLOOR && measure.isOf(row) && isOfCalls == (row.of() != null)) {
        add(table, measure, row);
      }
    }
    return table;
  }

  private void add(TextTable table, Measure measure, ClusterRow row) {
    List<Double> values = values(measure, row);
    if (values.stream().allMatch(value -> Double.isNaN(value))) {
      return;
    }
    LoadCase of = row.of();
    var cells = new ArrayList<>(List.of(
        of == null ? Measure.title(row) : of.title(),
        row.level().copies(),
        row.level().acknowledged()));
    if (measure.hasGoal()) {
      cells.add(row.goal());
    }
    for (Column column : Column.values()) {
      cells.add(cell(measure, row, column.at(row.level())));
    }
    cells.add(figure(values.get(0) / best(measure, values.subList(1, values.size()))));
    if (measure.hasFloor()) {
      Floors.Floor floor = floors.of(row);
      cells.add(figure(values.get(0) / floor.micros()));
      cells.add(floor.what());
    }
    table.add(cells);
  }

  /** Returns the figure of each column, NaN where there is none. */
  List<Double> values(Measure measure, ClusterRow row) {
    var values = new ArrayList<Double>();
    for (Column column : Column.values()) {
      @Nullable ClusterContender contender = column.at(row.level());
      values.add(
          contender == null ? Double.NaN : figures.of(row.name() + ":" + measure.id(), contender));
    }
    return values;
  }

  /** Returns the median, and the least and the greatest of the rounds if there are several. */
  private String cell(Measure measure, ClusterRow row, @Nullable ClusterContender contender) {
    if (contender == null) {
      return "-";
    }
    String name = row.name() + ":" + measure.id();
    List<Double> all = figures.all(name, contender);
    if (all.size() < 2) {
      return figure(figures.of(name, contender));
    }
    double least = all.stream().mapToDouble(value -> value).min().orElseThrow();
    double greatest = all.stream().mapToDouble(value -> value).max().orElseThrow();
    return figure(figures.of(name, contender)) + " (" + figure(least) + " – " + figure(greatest)
        + ")";
  }

  private static double best(Measure measure, List<Double> peers) {
    var known = peers.stream()
        .filter(Objects::nonNull)
        .mapToDouble(value -> value)
        .filter(value -> !Double.isNaN(value));
    return (measure.isLessBetter() ? known.min() : known.max()).orElse(Double.NaN);
  }

  private static String figure(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "-";
    }
    return value > 0 && value < 0.1
        ? String.format(Locale.ROOT, "%.4f", value)
        : BarChart.label(value);
  }
}
