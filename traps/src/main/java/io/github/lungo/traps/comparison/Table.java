// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the providers fare in the tests of one kind: a row for each trap, a column for each provider. Immutable. */
final class Table {
  private final Map<Peer, List<Outcome>> columns;
  private final SortedMap<Integer, String> rows = new TreeMap<>();

  /** Takes the demands, or the choices. */
  Table(Map<Peer, List<Outcome>> outcomes, boolean choices) {
    this.columns = new LinkedHashMap<>();
    outcomes.forEach((peer, all) ->
        columns.put(peer, all.stream().filter(each -> each.choice() == choices).toList()));
    columns.values().forEach(all -> all.forEach(each -> rows.put(each.line(), each.title())));
  }

  /** Returns the table in Markdown. */
  String markdown() {
    String heads = columns.keySet().stream().map(Peer::name).collect(Collectors.joining(" | "));
    StringBuilder text = new StringBuilder("| trap | what is right | " + heads + " |\n|---|---|");
    text.append("---|".repeat(columns.size())).append('\n');
    rows.forEach((line, title) -> text.append("| " + line + " | " + title + " | ")
        .append(columns.values().stream()
            .map(all -> cell(all.stream().filter(each -> each.line() == line).toList()))
            .collect(Collectors.joining(" | ")))
        .append(" |\n"));
    return text.append("| | **all** | ")
        .append(columns.values().stream().map(Table::cell).collect(Collectors.joining(" | ")))
        .append(" |\n")
        .toString();
  }

  /** Returns what failed, by provider and trap, in Markdown. */
  String failures() {
    StringBuilder text = new StringBuilder();
    columns.forEach((peer, all) -> {
      List<Outcome> failed = all.stream().filter(each -> !each.hasPassed()).toList();
      if (!failed.isEmpty()) {
        text.append("\n### ").append(peer.name()).append("\n\n");
        rows.keySet()
            .forEach(line -> failed.stream()
                .filter(each -> each.line() == line)
                .forEach(each ->
                    text.append("- " + line + " `" + each.test() + "`: " + reason(each) + "\n")));
      }
    });
    return text.toString();
  }

  private static String reason(Outcome outcome) {
    String text = outcome.hasHung() ? "hangs" : outcome.reason();
    return text.replace("<", "\\<").replace("|", "\\|").replace("*", "\\*");
  }

  private static String cell(List<Outcome> outcomes) {
    long passed = outcomes.stream().filter(Outcome::hasPassed).count();
    long hung = outcomes.stream().filter(Outcome::hasHung).count();
    String counts = passed + "/" + outcomes.size();
    String text = hung == 0 ? counts : counts + " hangs";
    return passed == outcomes.size() ? text : "**" + text + "**";
  }
}
