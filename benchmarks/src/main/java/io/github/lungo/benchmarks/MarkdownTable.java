// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** A table of figures, one column for each contender, the best of each row in bold. Confined to one thread. */
public final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  /** Makes one with that head. */
  public MarkdownTable(List<String> before, List<String> contenders, List<String> after) {
    List<String> head = joined(before, contenders, after);
    lines.add(line(head));
    lines.add("|---" + "|--:".repeat(head.size() - 1) + "|");
  }

  /**
   * Adds a row.
   *
   * @param figures NaN where there is none
   * @param best which of them is in bold, wherever it occurs; NaN for none
   */
  void add(
      List<String> before,
      List<Double> figures,
      double best,
      DoubleFunction<String> format,
      List<String> after) {
    List<String> cells = figures.stream()
        .map(figure -> {
          if (Double.isNaN(figure)) {
            return "-";
          }
          return figure == best ? "**" + format.apply(figure) + "**" : format.apply(figure);
        })
        .toList();
    lines.add(line(joined(before, cells, after)));
  }

  /** Adds a row of text. */
  public void add(List<String> cells) {
    lines.add(line(cells));
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }

  private static List<String> joined(List<String> before, List<String> middle, List<String> after) {
    var all = new ArrayList<>(before);
    all.addAll(middle);
    all.addAll(after);
    return all;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
