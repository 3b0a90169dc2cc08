// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.cluster.member.LoadCase;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.cluster.product.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the command line asks for. Immutable.
 *
 * @param commandLine as one writes it
 * @param isPage whether the page is written, or the tables only printed
 */
record ClusterArguments(
    String commandLine,
    List<ClusterRow> rows,
    List<ClusterContender> contenders,
    Pace pace,
    boolean isPage) {
  private static final List<String> FLAGS = List.of("--quick", "--page", "--no-page");
  private static final List<String> OPTIONS =
      List.of("--rows", "--contenders", "--rounds", "--entries", "--warmup", "--time");

  /** Returns what can be said. */
  static String usage() {
    return """
        benchmarks/run --cluster [options]: measures clusters of three JVMs on loopback, Lungo and others, prints the ratios.
        Without options: all of it, and the second part of docs/benchmarks.md is written.
          --quick              one short round with few entries: shows that all works, measures nothing
          --rows a,b           rows whose names begin so: %s
          --contenders a,b     whose names begin so: %s
          --rounds n           clusters of each contender, one after the other
          --entries n          of 200 B in each cluster
          --warmup 3s          how long a case is called before it counts
          --time 3s            how long it is called by one thread, and by eight
          --page               write docs/benchmarks.md although not everything is measured
          --no-page            do not write it
        """.formatted(
        ClusterRow.ALL.stream().map(ClusterRow::name).distinct().collect(Collectors.joining(", ")),
        Arrays.stream(ClusterContender.values())
            .map(ClusterContender::id)
            .collect(Collectors.joining(", ")));
  }

  /** Returns what these arguments say. */
  static ClusterArguments parse(List<String> words) {
    for (int i = 0; i < words.size(); i += FLAGS.contains(words.get(i)) ? 1 : 2) {
      if (!FLAGS.contains(words.get(i))
          && !(OPTIONS.contains(words.get(i)) && i + 1 < words.size())) {
        throw new IllegalArgumentException(
            "no such option, or no value for it: " + words.get(i) + "; see --help");
      }
    }
    boolean isQuick = words.contains("--quick");
    var pace = new Pace(
        Integer.parseInt(text(words, "--rounds", isQuick ? "1" : "3")),
        Integer.parseInt(text(words, "--entries", isQuick ? "5000" : "200000")),
        duration(text(words, "--warmup", isQuick ? "200ms" : "3s")),
        duration(text(words, "--time", isQuick ? "150ms" : "3s")),
        isQuick ? 2 : 5,
        Duration.ofMillis(isQuick ? 500 : 1_000),
        Duration.ofMillis(isQuick ? 1_000 : 3_000));
    return new ClusterArguments(
        ("benchmarks/run --cluster " + String.join(" ", words)).strip(),
        ClusterRow.ALL.stream()
            .filter(row -> row.level() == Level.FLOOR // which ratios need
                || isNamed(text(words, "--rows", ""), row.name()))
            .toList(),
        Arrays.stream(ClusterContender.values())
            .filter(contender -> isNamed(text(words, "--contenders", ""), contender.id()))
            .toList(),
        pace,
        words.contains("--page") || (words.isEmpty() && !words.contains("--no-page")));
  }

  /** Returns the rows of a contender. */
  List<ClusterRow> rowsOf(ClusterContender contender) {
    return rows.stream()
        .filter(row -> row.level() == contender.level())
        .filter(row -> row.of() == null || contender == floorOf(row.of(), contender))
        .toList();
  }

  /** Returns whose floor a case is, and who calls caches if it is none. */
  private static ClusterContender floorOf(LoadCase of, ClusterContender otherwise) {
    return switch (of) {
      case ROUND_TRIP -> ClusterContender.TCP;
      case TO_ONE, TO_BOTH -> ClusterContender.JGROUPS;
      default -> otherwise.level() == Level.FLOOR ? ClusterContender.LUNGO_LOCAL : otherwise;
    };
  }

  private static boolean isNamed(String beginnings, String name) {
    return Arrays.stream(beginnings.split(",", -1)).anyMatch(name::startsWith);
  }

  private static String text(List<String> words, String option, String otherwise) {
    int index = words.indexOf(option);
    return index < 0 ? otherwise : words.get(index + 1);
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }
}
