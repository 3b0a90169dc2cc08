// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import io.github.lungo.traps.Clustered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Runs the suite on Lungo and its peers, prints the table and writes {@code docs/comparison.md}. With names of providers as
 * arguments it runs on these alone, and only prints. Works from the root of the repository.
 */
public final class Comparison {
  private static final Path PAGE = Path.of("docs", "comparison.md");
  private static final Path FOLDER = Path.of("traps", "target", "comparison");

  /** Hangs are waited for, mostly: more than one run at a time costs little. */
  private static final int AT_ONCE = 4;

  private Comparison() {}

  /** Runs it. */
  public static void main(String[] names) throws Exception {
    Files.createDirectories(FOLDER);
    Map<Peer, List<Outcome>> outcomes = new LinkedHashMap<>();
    ExecutorService runs = Executors.newFixedThreadPool(AT_ONCE);
    Map<Peer, Future<List<Outcome>>> running = new LinkedHashMap<>();
    for (Peer peer : Peer.all()) {
      if (names.length == 0 || Arrays.asList(names).contains(peer.name())) {
        running.put(peer, runs.submit(() -> new PeerRun(peer, FOLDER).outcomes()));
      }
    }
    runs.shutdown();
    for (Map.Entry<Peer, Future<List<Outcome>>> run : running.entrySet()) {
      outcomes.put(run.getKey(), run.getValue().get());
    }
    String page = page(outcomes);
    System.out.println(page);
    if (names.length == 0) {
      Files.writeString(PAGE, page);
    }
  }

  private static String page(Map<Peer, List<Outcome>> outcomes) {
    Table demands = new Table(outcomes, false);
    Table choices = new Table(outcomes, true);
    return """
        # How JCache providers fare in the traps

        The traps are what the JCache TCK does not settle and providers get wrong: races, failures, re-entrance, tables of the
        specification over all sibling methods. Each is a class of tests in `traps`, written against `javax.cache` alone, and
        `mvn verify` runs all of them on Lungo, on local caches and in each clustered mode on one node, in `PARTITIONED` on three too;
        `-Pnightly` does so in every mode. What clusters do otherwise by design is listed in `Limit`. This page, of local caches, is
        written by

        ```
        mvn -q -f peers/pom.xml generate-resources && mvn -q -Pquick,comparison -pl traps -am -DskipTests verify
        ```

        Every provider runs in JVMs of its own with its default configuration; Hazelcast as a member that looks for no others.
        Infinispan does not deserialise the classes of the tests of trap 34 unless configured to: its failures there say no more.
        A cell says how many of the trap's tests pass. *hangs*: a call did not come back within 10 s, or a test within 60 s; the
        JVM was ended and the rest went on in another one. Times are bounds for hanging, never measured.

        | provider | version |
        |---|---|
        ${versions}

        ## What the specification demands

        What the specification or its Javadoc says, or what nobody would call right: a hang, a lost entry, a stale value.

        ${demands}
        ## Documented choices

        What the specification leaves open and Lungo documents in [the guarantees](guarantees.md). Another answer is not wrong.

        ${choices}
        ## What fails

        Each test that failed, with the start of its message.
        ${failures}
        ## Choices made otherwise
        ${others}
        ## What waits for the clustered modes

        ${clustered}""".replace("${versions}\n", versions(outcomes))
        .replace("${demands}", demands.markdown())
        .replace("${choices}", choices.markdown())
        .replace("${failures}", demands.failures())
        .replace("${others}", choices.failures())
        .replace("${clustered}", clustered());
  }

  private static String versions(Map<Peer, List<Outcome>> outcomes) {
    return outcomes.keySet().stream()
        .map(peer -> "| " + peer.name() + " | " + peer.version() + " |\n")
        .collect(Collectors.joining());
  }

  private static String clustered() {
    return Arrays.stream(Clustered.values())
        .map(part -> "- " + part.line() + ": " + part.title() + "\n")
        .collect(Collectors.joining());
  }
}
