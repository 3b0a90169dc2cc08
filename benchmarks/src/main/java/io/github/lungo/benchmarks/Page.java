// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.row.KeyStream;
import io.github.lungo.benchmarks.row.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The page {@code benchmarks.md} with its plots and the raw output beside it. */
final class Page {
  private static final String RAW_SOURCE =
      "benchmarks/src/main/java/io/github/lungo/benchmarks/row/RawCaffeine.java";

  private final Arguments arguments;
  private final ClassPaths classPaths;
  private final Measurements measurements;
  private final Figures figures;
  private final StringBuilder text = new StringBuilder();

  Page(Arguments arguments, ClassPaths classPaths, Measurements measurements, Figures figures) {
    this.arguments = arguments;
    this.classPaths = classPaths;
    this.measurements = measurements;
    this.figures = figures;
  }

  /** Writes everything into that folder. */
  void write(Path docs) throws IOException, InterruptedException {
    Path beside = Files.createDirectories(docs.resolve("benchmarks"));
    head();
    new RatioSection(arguments, measurements).write(text, beside);
    new CountSection(arguments, figures).write(text, beside);
    method();
    contenders();
    rawSource();
    PageFile.in(docs).writeLocal(text.toString());
    Files.writeString(beside.resolve("times.csv"), RawOutput.times(measurements));
    Files.writeString(beside.resolve("counts.csv"), RawOutput.counts(figures));
  }

  private void head() throws IOException, InterruptedException {
    text.append("""
        # Benchmarks

        What Lungo costs over bare Caffeine, beside other JCache providers, all of them local to one process, and in clusters of
        three, if they were measured. This page is written by `benchmarks/run` and `benchmarks/run --cluster`; do not edit it.

        """);
    var facts = new MarkdownTable(List.of("measured on"), List.of(""), List.of());
    facts.add(List.of("processor", HostFacts.processor()));
    facts.add(List.of("JDK", HostFacts.jdk() + ", heap 1 GiB, its default collector"));
    facts.add(List.of("commit", HostFacts.commit()));
    facts.add(List.of("command", "`" + arguments.commandLine() + "`"));
    Arguments.Pace pace = arguments.pace();
    facts.add(List.of(
        "of each figure",
        pace.forks() + (pace.forks() == 1 ? " JVM, " : " JVMs, each ") + pace.warmups() + " + "
            + pace.iterations() + " iterations of " + pace.millis() + " ms, the first to warm up"));
    text.append(facts).append('\n');
  }

  private void method() {
    text.append(String.format(Locale.ROOT, """
        ## How it is measured

        - One JVM for each row, provider and fork, with the class path of that provider alone; the forks are interleaved:
          the first of everyone, then the second of everyone in the opposite order, and so on.
        - The figure is the CPU time of the calling thread, taken in that thread around each iteration of JMH, by
          operation: what a provider leaves to other threads is not in it. Of each fork the median of its iterations, of
          the forks the median. The ratio is to bare Caffeine of the same run, built with what the row needs.
        - %,d keys (`Integer`) in an order that is shuffled once, the same for all, and not the very objects that the
          caches hold but equal ones; strings as values, or an object with
          ten fields. Each key is put with another value each time. Bounded means to %,d entries, so that all are there.
          `put, new key` and the read-through miss start with an empty cache; emptying it is not counted.
        - All caches declare their types. Rows store by reference, `setStoreByValue(false)`, unless they say by value; expiry is an
          hour. Everything on is bounded, by value of an immutable type, with statistics and created expiry.
        - Bytes are what the calling thread allocates, exact, and a benchmark's own results are in it, such as the boxed
          number of `invoke`.
        - Before a row is measured, the same JVM checks it: that a value changed after `put`, or after `get`, is not
          changed in the cache; that a cache put full thrice over holds at most a tenth more than its bound; that the
          statistics count hits; that a short expiry ends an entry and that reads put it off, or do not; that the
          listener sees each update; that all answers are right. A row that fails has no figure.
        - The listener counts updates. The raw shell's is Caffeine's own removal listener, run by the caller.

        Raw output: [times](benchmarks/times.csv) of all iterations, [counts](benchmarks/counts.csv).

        """, KeyStream.KEYS, KeyStream.BOUND));
  }

  private void contenders() throws IOException {
    text.append("## Who is compared\n\n");
    var table = new MarkdownTable(List.of("provider"), List.of("set up", "ships"), List.of());
    for (Contender contender : arguments.contenders()) {
      table.add(List.of(contender.title(), contender.setup(), classPaths.versionsOf(contender)));
    }
    text.append(table.toString().replace("--:", "---")).append('\n');
  }

  private void rawSource() throws IOException {
    text.append("## The raw shell\n\nThe thinnest there is over Caffeine, [this file](../")
        .append(RAW_SOURCE)
        .append("):\n\n```java\n");
    if (Files.exists(Path.of(RAW_SOURCE))) {
      var lines = new ArrayList<>(Files.readAllLines(Path.of(RAW_SOURCE)));
      lines.removeIf(line -> line.startsWith("import ") || line.startsWith("package "));
      text.append(String.join("\n", lines).replaceAll("\n{3,}", "\n\n"));
    }
    text.append("\n```\n");
  }

  /** Returns the rows that were measured by now. */
  static List<Row> measured(Arguments arguments, Measurements measurements) {
    return arguments.rows().stream()
        .filter(row -> !measurements.nanos(row, Contender.RAW).isEmpty())
        .toList();
  }
}
