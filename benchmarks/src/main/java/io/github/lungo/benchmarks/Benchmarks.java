// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import io.github.lungo.benchmarks.provider.Contender;
import io.github.lungo.benchmarks.row.Row;
import io.github.lungo.benchmarks.trial.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The one command: measures each row on each contender in JVMs of their own, the first fork of every contender, then the
 * second of every contender, and so on, and prints the ratios to bare Caffeine.
 */
public final class Benchmarks {
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

  private final Arguments arguments;
  private final ClassPaths classPaths;
  private final Fork fork;
  private final Measurements measurements = new Measurements();
  private final Figures figures = new Figures();

  private Benchmarks(Arguments arguments, ClassPaths classPaths, Fork fork) {
    this.arguments = arguments;
    this.classPaths = classPaths;
    this.fork = fork;
  }

  /** Runs from the root of the repository, as {@code benchmarks/run} does. */
  public static void main(String[] words) throws IOException, InterruptedException {
    if (List.of(words).contains("--help")) {
      System.out.println(Arguments.usage());
      return;
    }
    if (List.of(words).contains("--list")) {
      Row.ALL.forEach(row -> System.out.println(row.name() + ": " + row.title()));
      return;
    }
    Arguments arguments = Arguments.parse(List.of(words));
    Path log = Path.of("benchmarks/target/forks.log");
    Files.deleteIfExists(log);
    var classPaths = new ClassPaths(System.getProperty("java.class.path"), Path.of("peers"));
    new Benchmarks(arguments, classPaths, new Fork(classPaths, log)).run();
  }

  private void run() throws IOException, InterruptedException {
    var table = new ConsoleTable(System.out, measurements, arguments);
    table.head();
    for (Row row : arguments.rows()) {
      measure(row);
      table.row(row);
      writePage();
    }
    for (ExactPart part : arguments.exact()) {
      count(part);
      table.part(part, figures);
      writePage();
    }
  }

  private void measure(Row row) throws IOException, InterruptedException {
    var order = new ArrayList<>(arguments.contenders());
    Arguments.Pace pace = arguments.pace();
    List<String> words = List.of(
        row.name(),
        Integer.toString(pace.warmups()),
        Integer.toString(pace.iterations()),
        Long.toString(pace.millis()));
    for (int number = 1; number <= pace.forks(); number++) {
      for (Contender contender : order) {
        if (measurements.refusal(row, contender) == null) {
          measurements.add(row, contender, number, fork.run(contender, Trial.class, HEAP, words));
        }
      }
      Collections.reverse(order); // so that nobody is always the first after a pause
    }
  }

  private void count(ExactPart part) throws IOException, InterruptedException {
    ExactPart.Runs runs = part.runs();
    for (Contender contender : arguments.contenders()) {
      for (List<String> words : runs.forks()) {
        List<String> answers = fork.run(contender, runs.main(), runs.jvmArguments(), words);
        figures.add(part, contender, words, answers);
      }
    }
  }

  /** Writes what there is by now, so that a run that ends too early is not lost. */
  private void writePage() throws IOException, InterruptedException {
    if (arguments.isPageWritten()) {
      new Page(arguments, classPaths, measurements, figures).write(Path.of("docs"));
    }
  }
}
