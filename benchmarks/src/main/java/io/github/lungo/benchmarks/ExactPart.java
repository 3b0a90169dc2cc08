// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.trial.FootprintTrial;
import io.github.lungo.benchmarks.trial.HitRatioTrial;
import io.github.lungo.benchmarks.trial.ManyCachesTrial;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is counted instead of timed, hence once for each contender. */
enum ExactPart {
  /** Bytes for each entry beyond key and value. */
  FOOTPRINT(
      new Runs(FootprintTrial.class, "3g", List.of(List.of("unbounded"), List.of("bounded"))),
      "Overhead of an entry",
      "Bytes of heap for each of a million eternal entries held by reference, beyond the key and the value themselves:"
          + " the heap after collection, with and without them. Bounded means bounded to that million.",
      List.of(
          new Line("footprint-unbounded", "unbounded, bytes", "≤ 60", true),
          new Line("footprint-bounded", "bounded, bytes", "≤ 110", true))),

  /** How often a bounded cache has what is asked for. */
  HIT_RATIO(
      new Runs(HitRatioTrial.class, "2g", Collections.nCopies(3, List.of())),
      "Hit ratio",
      "Percent of a million reads that hit; what misses is put. There are 100,000 keys, and the cache is bounded to"
          + " 10,000 entries. Zipf: exponent 0.99. Scans: each 25,000 reads somebody reads 5,000 keys once that nobody"
          + " reads again. Shifting: each 100,000 reads other keys are the popular ones. The median of three JVMs, as Caffeine admits partly at random. The seed is 42; one thread reads"
          + " as fast as it can, so a cache that evicts in the background may run behind.",
      List.of(
          new Line("hit-ratio-zipf", "Zipf, %", "raw − 0.7", false),
          new Line("hit-ratio-scans", "Zipf with scans, %", "raw − 0.7", false),
          new Line("hit-ratio-shifting", "shifting hot set, %", "raw − 0.7", false))),

  /** What ten thousand caches in one manager cost. */
  MANY_CACHES(
      new Runs(ManyCachesTrial.class, "4g", List.of(List.of())),
      "Ten thousand caches",
      "Ten thousand caches in one manager, each with one entry.",
      List.of(
          new Line("caches-seconds", "seconds to create", "≤ 10", true),
          new Line("caches-kib", "KiB each", "≤ 8", true),
          new Line("caches-threads", "more threads", "0", true)));

  /**
   * A figure of the part.
   *
   * @param isLessBetter or more
   */
  record Line(String name, String title, String goal, boolean isLessBetter) {}

  /**
   * How it is counted.
   *
   * @param forks the arguments of each fork
   */
  record Runs(Class<?> main, String heap, List<List<String>> forks) {
    List<String> jvmArguments() {
      return List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseSerialGC");
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Runs runs;

  private final String title;
  private final String explanation;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<Line> lines;

  ExactPart(Runs runs, String title, String explanation, List<Line> lines) {
    this.runs = runs;
    this.title = title;
    this.explanation = explanation;
    this.lines = lines;
  }

  Runs runs() {
    return runs;
  }

  String title() {
    return title;
  }

  String explanation() {
    return explanation;
  }

  List<Line> lines() {
    return lines;
  }

  /** Returns what the command line and the raw output call it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the names of all. */
  static String names() {
    return Arrays.stream(values()).map(ExactPart::id).collect(Collectors.joining(", "));
  }

  /** Returns those of a list such as {@code footprint,hit-ratio}. */
  static Set<ExactPart> parse(String names) {
    var parts = EnumSet.noneOf(ExactPart.class);
    if (names.equals("all")) {
      return EnumSet.allOf(ExactPart.class);
    }
    if (!names.equals("none")) {
      for (String name : names.split(",", -1)) {
        parts.add(valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
      }
    }
    return parts;
  }
}
