// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster;

import io.github.lungo.benchmarks.BarChart;
import io.github.lungo.benchmarks.ClassPaths;
import io.github.lungo.benchmarks.HostFacts;
import io.github.lungo.benchmarks.MarkdownTable;
import io.github.lungo.benchmarks.PageFile;
import io.github.lungo.benchmarks.cluster.product.ClusterContender;
import io.github.lungo.benchmarks.provider.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The part of {@code benchmarks.md} on clusters, with its plots and the raw output beside it. */
final class ClusterPage {
  private static final BarChart.Scale MICROS =
      new BarChart.Scale(true, 0.05, 10_000, List.of(0.1, 1.0, 10.0, 100.0, 1_000.0, 10_000.0));
  private static final BarChart.Scale OPERATIONS = new BarChart.Scale(
      true, 10, 20_000_000, List.of(100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0));

  /** How each product is set up. */
  static final String CONFIGURATIONS = """
        - Lungo: its defaults, the mode and `consistency`; ports, and the class of the entry processor in `lungo.cluster.allow`.
        - Infinispan: `DIST_SYNC` with two owners, `REPL_SYNC` and `REPL_ASYNC`; the TCP stack that it ships, its default marshaller, and a
          marshaller without content for the entry processor, as its generated code would be.
        - Hazelcast: one synchronous backup, its default format, TCP discovery, a bound that nothing reaches. Its JCache has near caches for clients only: there each JVM runs a
          member and a client, whose near cache has room for an eighth of the entries, as objects. It is told of writes later, and may return old values
          meanwhile.
        """;

  private final ClusterArguments arguments;
  private final ClassPaths classPaths;
  private final ClusterFigures figures;
  private final ClusterTables tables;

  ClusterPage(ClusterArguments arguments, ClassPaths classPaths, ClusterFigures figures) {
    this.arguments = arguments;
    this.classPaths = classPaths;
    this.figures = figures;
    this.tables = new ClusterTables(arguments.rows(), figures);
  }

  /** Writes everything into that folder. */
  void write(Path docs) throws IOException, InterruptedException {
    Path beside = Files.createDirectories(docs.resolve("benchmarks"));
    var text = new StringBuilder("# Clusters of three JVMs\n\n");
    text.append(facts()).append('\n');
    tables.all().forEach(table -> text.append(table.markdown()));
    text.append("""
        ![Latency of calls in clusters](benchmarks/cluster-latency.svg)

        ![Throughput of calls in clusters](benchmarks/cluster-throughput.svg)

        """);
    text.append(refusals()).append(method()).append(contenders());
    PageFile.in(docs).writeClusters(text.toString());
    Files.writeString(
        beside.resolve("cluster-latency.svg"),
        chart("Latency of one thread, p50 in µs (less is better)", Measure.P50, MICROS));
    Files.writeString(
        beside.resolve("cluster-throughput.svg"),
        chart("Operations a second, 8 threads (more is better)", Measure.OPS, OPERATIONS));
    Files.writeString(beside.resolve("clusters.csv"), figures.csv());
  }

  private String facts() throws IOException, InterruptedException {
    Pace pace = arguments.pace();
    var facts = new MarkdownTable(List.of("measured on"), List.of(""), List.of());
    facts.add(List.of("processor", HostFacts.processor()));
    facts.add(List.of(
        "JDK",
        HostFacts.jdk() + ", each with `" + String.join(" ", Cluster.JVM_ARGUMENTS)
            + "` and its default collector"));
    facts.add(List.of("commit", HostFacts.commit()));
    facts.add(List.of("command", "`" + arguments.commandLine() + "`"));
    facts.add(List.of(
        "of each figure",
        String.format(
            Locale.ROOT,
            "the median of %d clusters (least – greatest), of %,d entries of 200 B; each case %d ms to warm up and %d ms"
                + " that count",
            pace.rounds(),
            pace.entries(),
            pace.warmUp().toMillis(),
            pace.time().toMillis())));
    return facts.toString();
  }

  private String refusals() {
    var text = new StringBuilder();
    for (ClusterContender contender : ClusterContender.values()) {
      for (String refusal : figures.refusals(contender)) {
        text.append("- ").append(contender.id()).append(", ").append(refusal).append('\n');
      }
    }
    return text.isEmpty() ? "" : "What failed:\n\n" + text + "\n";
  }

  private static String method() {
    return """
        ## How clusters are measured

        - Three JVMs on loopback, each with a member and the same flags, beside those that a product's manual wants. The clusters
          are interleaved: one of each contender, then another one of each in the opposite order, and so on.
        - All call `javax.cache`, with declared types, strings as keys and values. Rows compare those who keep as many copies and
          have as many of them when a write returns; "goal" is what Lungo is to reach.
        - A cluster is filled while it has two members; the third joins; then the first member calls. Each case is called by eight
          threads to warm up, then by one, whose calls are timed, then by eight.
        - *Kept here*: 1,000 keys, or a twentieth of all, that the caller reads without a message if its product can. *Hot copy*: as many that others keep, read again and again. *Remote*:
          keys that others keep, each read at most once since another member has written it, so that no near copy helps. *Any key*: all of
          them, in random order. Reads of *kept here* and *hot copy* are timed 16 at a time. `invoke` reads the old value and sets one of its
          argument.
        - Processor time is that of all three processes, taken before and after.
        - Stampede: 32 threads of each member ask at one moment for a key that a loader needs 100 ms for; several keys, one after the other. It does not
          count if a thread came to ask only after 50 ms.
        - Kill: four threads of each surviving member write and read back 64 keys each, all the time; a second later a member gets SIGKILL. Who reads
          another value than it has written last, and entries that are missing in the end, are lost. Before the oldest member is killed, a new
          one takes the place of the youngest.
        - Floors: JGroups has the very stack of Lungo's members; each message has 200 B, and the answer comes from the
          thread that brought the question. A put of a partitioned cache is a request to the primary and one to the backup; of
          a replicated one a request to the primary and one to both others at a time.

        Raw output: [each figure of each round](benchmarks/clusters.csv).

        """;
  }

  private String contenders() throws IOException {
    var text = new StringBuilder("## Whose clusters are compared\n\n" + CONFIGURATIONS + """

        | product | ships |
        |---|---|
        """);
    Set<Contender> products = new TreeSet<>();
    Arrays.stream(ClusterContender.values()).forEach(each -> products.add(each.product()));
    for (Contender product : products) {
      text.append("| ")
          .append(product.title())
          .append(" | ")
          .append(classPaths.versionsOfMember(product))
          .append(" |\n");
    }
    return text.toString();
  }

  private String chart(String title, Measure measure, BarChart.Scale scale) {
    var series = Arrays.stream(Column.values()).map(Column::series).toList();
    var chart = new BarChart(title, series, scale);
    for (ClusterRow row : arguments.rows()) {
      List<Double> values = tables.values(measure, row);
      if (row.of() != null && !values.stream().allMatch(value -> Double.isNaN(value))) {
        String level = row.level().name().toLowerCase(Locale.ROOT);
        chart.add(row.of().title() + ", " + level, values);
      }
    }
    return chart.svg();
  }
}
