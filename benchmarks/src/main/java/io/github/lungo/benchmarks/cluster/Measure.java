// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import java.util.List;
import java.util.Locale;

/** What is said of a row, a table for each. */
enum Measure {
  P50("Latency, half of all calls", "Microseconds, one thread; less is better.", true),
  P99("Latency, 99 of 100 calls", "Microseconds, one thread; less is better.", true),
  OPS("Throughput", "Operations a second, eight threads of one member; more is better.", false),
  CPU(
      "Processor time",
      "Microseconds of all members for an operation, while eight threads call; less is better.",
      true),
  FILL("Filling", "Entries a second by `putAll` of 1,000, one thread; more is better.", false),
  MS(
      "What happens once",
      "Milliseconds, less is better. Join: from the order to join until the third member serves and whoever is to keep an entry"
          + " has it, the classes it loads included. Stampede: what the last of all callers waits beyond the"
          + " loader's time. Kill: the longest that a key could not be read and written again, beginning with the kill.",
      true),
  LOADS("Loads of a stampede", "How often a missing key is loaded for all who ask.", true),
  FAILED("Failed operations", "Calls that threw an exception after the kill.", true),
  LOST("Lost entries", "Acknowledged writes that cannot be read after the kill.", true);

  /** What there is of cases that are called again and again. */
  static final List<Measure> CALLS = List.of(P50, P99, OPS, CPU);

  /** What there is of all others. */
  static final List<Measure> EVENTS = List.of(FILL, MS, LOADS, FAILED, LOST);

  private final String title;
  private final String explanation;
  private final boolean isLessBetter;

  Measure(String title, String explanation, boolean isLessBetter) {
    this.title = title;
    this.explanation = explanation;
    this.isLessBetter = isLessBetter;
  }

  String title() {
    return title;
  }

  String explanation() {
    return explanation;
  }

  boolean isLessBetter() {
    return isLessBetter;
  }

  boolean hasFloor() {
    return this == P50;
  }

  /** Returns whether goals are said in it. */
  boolean hasGoal() {
    return this != P99 && this != CPU;
  }

  /** Returns what figures of it end with. */
  String id() {
    return this == FILL ? OPS.id() : name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether a row may have such a figure. */
  boolean isOf(ClusterRow row) {
    return (this == FILL) == row.name().equals(ClusterRow.FILL);
  }

  /** Returns what the tables call a row that is no case. */
  static String title(ClusterRow row) {
    return switch (row.name()) {
      case ClusterRow.FILL -> "fill";
      case ClusterRow.JOIN -> "third member joins";
      case ClusterRow.STAMPEDE -> "stampede of 3 × 32";
      case ClusterRow.KILL_LAST -> "kill -9 of the youngest member";
      case ClusterRow.KILL_FIRST -> "kill -9 of the oldest member";
      default -> row.name();
    };
  }
}
