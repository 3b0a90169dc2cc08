// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the suite on clustered caches: it holds there too, but for the {@link Limit}s. */
final class ClusteredTrapsIT {
  private static final Map<ClusteredRun, List<Outcome>> OUTCOMES = new LinkedHashMap<>();

  static Stream<ClusteredRun> runs() {
    return Stream.of(System.getProperty("traps.runs").strip().split("\\s+", -1))
        .map(ClusteredRun::of);
  }

  @BeforeAll
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  static void runAll() throws Exception {
    Path folder = Files.createDirectories(Path.of(System.getProperty("traps.reports")));
    ExecutorService threads = Executors.newFixedThreadPool(Integer.getInteger("traps.forks"));
    try {
      Map<ClusteredRun, Future<List<Outcome>>> running = new LinkedHashMap<>();
      runs()
          .sorted((one, other) -> other.nodes() - one.nodes()) // those take longest
          .forEach(run ->
              running.put(run, threads.submit(() -> new PeerRun(run.peer(), folder).outcomes())));
      for (Map.Entry<ClusteredRun, Future<List<Outcome>>> run : running.entrySet()) {
        OUTCOMES.put(run.getKey(), run.getValue().get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void suite_holdsButForTheLimits(ClusteredRun run) {
    List<Outcome> outcomes = OUTCOMES.get(run);
    Map<String, String> failed = outcomes.stream()
        .filter(outcome -> !outcome.hasPassed())
        .collect(Collectors.toMap(ClusteredTrapsIT::test, Outcome::reason));
    List<String> expected = new ArrayList<>();
    for (Limit limit : Limit.all()) {
      if (limit.where().test(run)
          && !(limit.holdsByChance() && !failed.containsKey(limit.test()))) {
        expected.add(limit.test());
      }
    }

    assertThat(outcomes).as("tests that ran").hasSize((int) tests());
    assertThat(failed).as("failed in " + run).containsOnlyKeys(expected);
  }

  private static String test(Outcome outcome) {
    return outcome.line() + " " + outcome.test();
  }

  private static long tests() {
    return LauncherFactory.create()
        .discover(SuiteRun.suite().build())
        .countTestIdentifiers(TestIdentifier::isTest);
  }
}
