// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;

/** The part of the page on what is counted instead of timed. */
final class CountSection {
  private final Arguments arguments;
  private final Figures figures;
  private final List<String> titles;

  CountSection(Arguments arguments, Figures figures) {
    this.arguments = arguments;
    this.figures = figures;
    titles = arguments.contenders().stream().map(Contender::title).toList();
  }

  /** Appends a section for each part and writes their plots beside the page. */
  void write(StringBuilder text, Path beside) throws IOException {
    for (ExactPart part : arguments.exact()) {
      if (values(part.lines().get(0)).stream().allMatch(value -> Double.isNaN(value))) {
        continue; // not counted yet
      }
      text.append("## ").append(part.title()).append("\n\n").append(part.explanation());
      text.append("\n\n").append(table(part)).append('\n');
      figures
          .refusals(part)
          .forEach(refusal -> text.append("- ").append(refusal).append('\n'));
      if (part != ExactPart.MANY_CACHES) { // seconds, KiB and threads share no scale
        text.append("\n![").append(part.title()).append("](benchmarks/").append(part.id());
        text.append(".svg)\n");
        Files.writeString(beside.resolve(part.id() + ".svg"), chart(part));
      }
      text.append('\n');
    }
  }

  private List<Double> values(ExactPart.Line line) {
    return arguments.contenders().stream()
        .map(contender -> figures.of(line.name(), contender))
        .toList();
  }

  private String table(ExactPart part) {
    var table = new MarkdownTable(List.of("figure", "goal"), titles, List.of());
    for (ExactPart.Line line : part.lines()) {
      List<Double> values = values(line);
      table.add(
          List.of(line.title(), line.goal()),
          values,
          best(line, values.subList(1, values.size())), // raw is no provider
          BarChart::label,
          List.of());
    }
    return table.toString();
  }

  private static double best(ExactPart.Line line, List<Double> values) {
    DoubleStream known =
        values.stream().mapToDouble(value -> value).filter(value -> !Double.isNaN(value));
    return (line.isLessBetter() ? known.min() : known.max()).orElse(Double.NaN);
  }

  private String chart(ExactPart part) {
    double greatest = part.lines().stream()
        .flatMap(line -> values(line).stream())
        .mapToDouble(value -> value)
        .filter(value -> !Double.isNaN(value))
        .max()
        .orElse(1);
    double step = Math.max(1, Math.rint(greatest / 5));
    var marks = DoubleStream.iterate(0, mark -> mark <= greatest, mark -> mark + step)
        .boxed()
        .toList();
    var chart = new BarChart(
        part.title()
            + (part.lines().get(0).isLessBetter() ? " (less is better)" : " (more is better)"),
        arguments.contenders().stream().map(BarChart.Series::of).toList(),
        new BarChart.Scale(false, 0, greatest, marks));
    part.lines().forEach(line -> chart.add(line.title(), values(line)));
    return chart.svg();
  }
}
