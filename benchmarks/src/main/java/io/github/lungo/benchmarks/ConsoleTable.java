// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.row.Row;
import java.io.PrintStream;
import java.util.Locale;

/** The table of ratios as the terminal shows it: a row as soon as it is measured. */
final class ConsoleTable {
  private final PrintStream out;
  private final Measurements measurements;
  private final Arguments arguments;

  ConsoleTable(PrintStream out, Measurements measurements, Arguments arguments) {
    this.out = out;
    this.measurements = measurements;
    this.arguments = arguments;
  }

  /** Prints the head. */
  void head() {
    var line = new StringBuilder(pad("CPU time as a ratio to raw", -28)).append(pad("raw ns", 9));
    for (Contender contender : arguments.contenders()) {
      if (!contender.isRaw()) {
        line.append(pad(contender.id(), 31));
      }
    }
    out.println(line.append("  goal"));
  }

  /** Prints a row: for each contender the ratio, its spread over the forks, and the bytes of an operation. */
  void row(Row row) {
    double raw = Measurements.median(measurements.nanos(row, Contender.RAW));
    var line = new StringBuilder(pad(row.name(), -28))
        .append(pad(String.format(Locale.ROOT, "%.1f", raw), 9));
    for (Contender contender : arguments.contenders()) {
      if (!contender.isRaw()) {
        line.append(pad(figure(row, contender), 31));
      }
    }
    out.println(line.append("  ").append(row.goal()));
    for (Contender contender : arguments.contenders()) {
      String refusal = measurements.refusal(row, contender);
      if (refusal != null) {
        out.println("    " + contender.id() + ": " + refusal);
      }
      String note = measurements.note(row, contender);
      if (note != null) {
        out.println("    " + contender.id() + ": " + note);
      }
    }
  }

  /** Prints what was counted in a part. */
  void part(ExactPart part, Figures figures) {
    for (ExactPart.Line figure : part.lines()) {
      var line = new StringBuilder(pad(figure.name(), -28));
      for (Contender contender : arguments.contenders()) {
        double value = figures.of(figure.name(), contender);
        String text = Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
        line.append(pad(contender.id() + " " + text, 20));
      }
      out.println(line.append("  ").append(figure.goal()));
    }
    figures.refusals(part).forEach(refusal -> out.println("    " + refusal));
  }

  private String figure(Row row, Contender contender) {
    Measurements.Ratio ratio = measurements.ratio(row, contender);
    if (ratio == null) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f) %.0fB",
        ratio.median(),
        ratio.least(),
        ratio.greatest(),
        measurements.bytes(row, contender));
  }

  private static String pad(String text, int width) {
    return String.format(Locale.ROOT, "%" + width + "s", text);
  }
}
