// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.row.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the command line asks for. Immutable.
 *
 * @param exact which of the parts that need no clock are run
 */
record Arguments(
    List<Row> rows, List<Contender> contenders, Pace pace, Set<ExactPart> exact, Output output) {
  /** Returns what can be said. */
  static String usage() {
    return String.format(
        Locale.ROOT,
        """
          benchmarks/run [options]: measures Lungo and others, prints the ratios to bare Caffeine. Without options: all of it,
          and docs/benchmarks.md is written.
            --quick              Lungo and raw only, two short forks, no exact parts
            --rows a,b           rows whose names begin so; "none" for no row
            --providers a,b      who: %s; raw is always in
            --forks n            JVMs for each row and provider
            --warmups n          iterations before those that count
            --iterations n       iterations that count
            --time 400ms         how long an iteration takes
            --exact a,b          parts that need no clock: %s; "none", "all"
            --page               write docs/benchmarks.md although not everything is measured
            --no-page            do not write it
            --list               print the names of the rows
          """,
        Arrays.stream(Contender.values()).map(Contender::id).collect(Collectors.joining(", ")),
        ExactPart.names());
  }

  /**
   * What is left behind.
   *
   * @param commandLine what was asked for, as one writes it
   * @param isPage whether the page is written, or the table only printed
   */
  record Output(String commandLine, boolean isPage) {}

  String commandLine() {
    return output.commandLine;
  }

  boolean isPageWritten() {
    return output.isPage;
  }

  /** How long and how often is measured. */
  record Pace(int forks, int warmups, int iterations, long millis) {}

  /** Returns what these arguments say. */
  static Arguments parse(List<String> words) {
    boolean isQuick = words.contains("--quick");
    var found = new Options(words);
    var contenders =
        isQuick ? EnumSet.of(Contender.RAW, Contender.LUNGO) : EnumSet.allOf(Contender.class);
    String providers = found.text("--providers", "");
    if (!providers.isEmpty()) {
      contenders = EnumSet.of(Contender.RAW);
      for (String id : providers.split(",", -1)) {
        contenders.add(Contender.of(id));
      }
    }
    var pace = new Pace(
        found.number("--forks", isQuick ? 2 : 3),
        found.number("--warmups", isQuick ? 4 : 5),
        found.number("--iterations", isQuick ? 4 : 5),
        found.millis("--time", isQuick ? 250 : 350));
    boolean isWhole = words.isEmpty();
    return new Arguments(
        rows(found.text("--rows", "")),
        List.copyOf(contenders),
        pace,
        ExactPart.parse(found.text("--exact", isWhole ? "all" : "none")),
        new Output(
            ("benchmarks/run " + String.join(" ", words)).strip(),
            words.contains("--page") || (isWhole && !words.contains("--no-page"))));
  }

  private static List<Row> rows(String names) {
    if (names.isEmpty()) {
      return Row.ALL;
    }
    var rows = new ArrayList<Row>();
    for (Row row : Row.ALL) {
      if (Arrays.stream(names.split(",", -1)).anyMatch(row.name()::startsWith)) {
        rows.add(row);
      }
    }
    if (rows.isEmpty() && !names.equals("none")) {
      throw new IllegalArgumentException("no row begins with " + names);
    }
    return rows;
  }

  /** The words that follow options. */
  private record Options(List<String> words) {
    String text(String option, String otherwise) {
      int index = words.indexOf(option);
      return index < 0 || index + 1 == words.size() ? otherwise : words.get(index + 1);
    }

    int number(String option, int otherwise) {
      return Integer.parseInt(text(option, Integer.toString(otherwise)));
    }

    long millis(String option, long otherwise) {
      String text = text(option, otherwise + "ms");
      return text.endsWith("ms")
          ? Long.parseLong(text.substring(0, text.length() - 2))
          : 1_000 * Long.parseLong(text.substring(0, text.length() - 1));
    }
  }
}
