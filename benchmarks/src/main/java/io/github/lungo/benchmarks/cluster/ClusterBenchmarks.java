// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.ClassPaths;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The one command for clusters: starts a cluster of each contender after the other, round by round, and prints the ratios. */
public final class ClusterBenchmarks {
  private final ClusterArguments arguments;
  private final ClassPaths classPaths;
  private final ClusterFigures figures = new ClusterFigures();
  private final Path log;

  private ClusterBenchmarks(ClusterArguments arguments, ClassPaths classPaths, Path log) {
    this.arguments = arguments;
    this.classPaths = classPaths;
    this.log = log;
  }

  /** Runs from the root of the repository, as {@code benchmarks/run --cluster} does. */
  public static void main(String[] words) throws IOException, InterruptedException {
    if (List.of(words).contains("--help")) {
      System.out.println(ClusterArguments.usage());
      return;
    }
    ClusterArguments arguments = ClusterArguments.parse(List.of(words));
    Path log = Path.of("benchmarks/target/members.log");
    Files.deleteIfExists(log);
    var classPaths = new ClassPaths(System.getProperty("java.class.path"), Path.of("peers"));
    new ClusterBenchmarks(arguments, classPaths, log).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.println("JVMs: " + String.join(" ", Cluster.JVM_ARGUMENTS));
    System.out.println(ClusterPage.CONFIGURATIONS);
    var order = new ArrayList<>(arguments.contenders());
    for (int round = 1; round <= arguments.pace().rounds(); round++) {
      for (ClusterContender contender : order) {
        measure(contender, round);
      }
      Collections.reverse(order); // so that nobody is always the first after a pause
      if (arguments.isPage()) {
        new ClusterPage(arguments, classPaths, figures).write(Path.of("docs"));
      }
    }
    new ClusterTables(arguments.rows(), figures)
        .all()
        .forEach(table -> System.out.print(table.plain()));
  }

  private void measure(ClusterContender contender, int round)
      throws IOException, InterruptedException {
    List<ClusterRow> rows = arguments.rowsOf(contender);
    if (rows.isEmpty()) {
      return;
    }
    int before = figures.refusals(contender).size();
    long start = System.nanoTime();
    try (var cluster = new Cluster(classPaths, contender, arguments.pace().entries(), log)) {
      new Life(cluster, contender, rows, arguments.pace(), figures).run();
    }
    System.out.printf(
        Locale.ROOT,
        "round %d, %s: %.0f s%n",
        round,
        contender.id(),
        (System.nanoTime() - start) / 1e9);
    figures.refusals(contender).stream()
        .skip(before)
        .forEach(refusal -> System.out.println("    " + refusal));
  }
}
