// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The part of the page on time and bytes of operations. */
final class RatioSection {
  private static final BarChart.Scale SCALE =
      new BarChart.Scale(true, 0.25, 1_000, List.of(0.5, 1.0, 2.0, 5.0, 10.0, 100.0, 1_000.0));

  private final Measurements measurements;
  private final List<Row> rows;
  private final List<Contender> providers;
  private final List<String> titles;

  RatioSection(Arguments arguments, Measurements measurements) {
    this.measurements = measurements;
    rows = Page.measured(arguments, measurements);
    providers =
        arguments.contenders().stream().filter(contender -> !contender.isRaw()).toList();
    titles = providers.stream().map(Contender::title).toList();
  }

  /** Appends the section and writes its plots beside the page. */
  void write(StringBuilder text, Path beside) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    text.append("""
        ## CPU time of an operation

        As a ratio to bare Caffeine, hence less is better and 1 is as fast; the best of each row is bold. `-`: the row
        failed its check, see below the table.

        """);
    text.append(ratios()).append('\n');
    remarks(text);
    text.append("""
        ![CPU time of reads as a ratio to bare Caffeine](benchmarks/reads.svg)

        ![CPU time of all others as a ratio to bare Caffeine](benchmarks/writes.svg)

        The least and the greatest ratio of forks that ran one after the other:

        """);
    text.append(spreads()).append("\nBytes that an operation allocates:\n\n").append(bytes());
    text.append('\n');
    Files.writeString(beside.resolve("reads.svg"), chart("CPU time of reads", true));
    Files.writeString(
        beside.resolve("writes.svg"), chart("CPU time of writes, invoke, loads and bulk", false));
  }

  private double ratio(Row row, Contender contender) {
    Measurements.Ratio ratio = measurements.ratio(row, contender);
    return ratio == null ? Double.NaN : ratio.median();
  }

  private List<Double> each(ToDoubleFunction<Contender> figure) {
    return providers.stream().map(figure::applyAsDouble).toList();
  }

  private String ratios() {
    var table =
        new MarkdownTable(List.of("row", "goal", "raw, ns"), titles, List.of("Lungo ÷ best peer"));
    for (Row row : rows) {
      List<Double> ratios = each(contender -> ratio(row, contender));
      double raw = Measurements.median(measurements.nanos(row, Contender.RAW));
      table.add(
          List.of(row.title(), row.goal(), BarChart.label(raw)),
          ratios,
          least(ratios),
          ratio -> String.format(Locale.ROOT, ratio < 100 ? "%.2f" : "%.0f", ratio),
          List.of(share(row)));
    }
    return table.toString();
  }

  /** Returns what Lungo needs of the time of the best of the others, or nothing if there is no other. */
  private String share(Row row) {
    double best = least(providers.stream()
        .filter(contender -> contender != Contender.LUNGO)
        .map(contender -> ratio(row, contender))
        .toList());
    double share = ratio(row, Contender.LUNGO) / best;
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.2f", share);
  }

  private String spreads() {
    var table = new MarkdownTable(List.of("row"), titles, List.of());
    for (Row row : rows) {
      var cells = new ArrayList<>(List.of(row.title()));
      for (Contender contender : providers) {
        Measurements.Ratio ratio = measurements.ratio(row, contender);
        cells.add(
            ratio == null
                ? "-"
                : BarChart.label(ratio.least()) + " – " + BarChart.label(ratio.greatest()));
      }
      table.add(cells);
    }
    return table.toString();
  }

  private String bytes() {
    var table = new MarkdownTable(List.of("row", "raw"), titles, List.of());
    for (Row row : rows) {
      List<Double> bytes = each(contender -> measurements.bytes(row, contender));
      table.add(
          List.of(row.title(), rounded(measurements.bytes(row, Contender.RAW))),
          bytes,
          Double.NaN,
          RatioSection::rounded,
          List.of());
    }
    return table.toString();
  }

  private static String rounded(double bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes);
  }

  private void remarks(StringBuilder text) {
    for (Row row : rows) {
      for (Contender contender : providers) {
        String refusal = measurements.refusal(row, contender);
        if (refusal != null) {
          text.append(String.format(
              Locale.ROOT, "- %s, %s: no figure: %s%n", contender.title(), row.title(), refusal));
        }
      }
    }
    for (Contender contender : providers) {
      rows.stream()
          .map(row -> measurements.note(row, contender))
          .filter(note -> note != null)
          .distinct()
          .forEach(note -> text.append("- ")
              .append(contender.title())
              .append(", all rows by reference: ")
              .append(note)
              .append('\n'));
    }
    text.append('\n');
  }

  private String chart(String title, boolean isOfReads) {
    var chart = new BarChart(
        title + " ÷ raw Caffeine (less is better)",
        providers.stream().map(BarChart.Series::of).toList(),
        SCALE);
    for (Row row : rows) {
      if (row.action().isReadOfPresentEntry() == isOfReads) {
        chart.add(row.title(), each(contender -> ratio(row, contender)));
      }
    }
    return chart.svg();
  }

  private static double least(List<Double> figures) {
    return figures.stream()
        .mapToDouble(figure -> figure)
        .filter(figure -> !Double.isNaN(figure))
        .min()
        .orElse(Double.NaN);
  }
}
