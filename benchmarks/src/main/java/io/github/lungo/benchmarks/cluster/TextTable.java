// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for the page and for the terminal. Confined to one thread. */
final class TextTable {
  private final String title;
  private final String explanation;
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String title, String explanation, List<String> head) {
    this.title = title;
    this.explanation = explanation;
    this.head = List.copyOf(head);
  }

  void add(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns a section of the page. */
  String markdown() {
    var table = new MarkdownTable(head, List.of(), List.of());
    rows.forEach(table::add);
    return "## " + title + "\n\n" + explanation + "\n\n" + table + "\n";
  }

  /** Returns it in columns of equal width. */
  String plain() {
    var text = new StringBuilder("\n").append(title).append('\n');
    line(text, head);
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells) {
    for (int i = 0; i < cells.size(); i++) {
      int column = i;
      int width = head.get(i).length();
      width = Math.max(
          width, rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
      text.append(String.format(Locale.ROOT, "%-" + (width + 2) + "s", cells.get(i)));
    }
    while (text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
    text.append('\n');
  }
}
