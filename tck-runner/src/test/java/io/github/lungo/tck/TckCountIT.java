// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jsr107.tck.CacheTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the TCK in each mode, and fails the build unless every test of it ran and passed. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class TckCountIT {
  private static final System.Logger LOG = System.getLogger(TckCountIT.class.getName());
  private static final Path DIRECTORY = Path.of(System.getProperty("tck.reports"));

  static Stream<TckSettings> runs() {
    return Arrays.stream(System.getProperty("tck.runs").trim().split("\\s+", -1))
        .map(TckSettings::of);
  }

  @BeforeAll
  static void runAll() throws URISyntaxException, InterruptedException, ExecutionException {
    SortedMap<String, Integer> classes = TckClasses.in(Path.of(
        CacheTest.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    classes.keySet().removeIf(name -> !name.matches(System.getProperty("tck.tests")));
    List<Portion> portions = new ArrayList<>();
    runs()
        .forEach(
            run -> portions.addAll(Portion.of(run, classes, Integer.getInteger("tck.portions"))));
    // A portion of several nodes takes longest.
    portions.sort((one, other) -> other.settings().nodes() - one.settings().nodes());
    new Forks(
            System.getProperty("tck.jvm"),
            List.of(System.getProperty("tck.options").split(" ", -1)),
            DIRECTORY,
            Duration.ofSeconds(Integer.getInteger("tck.timeoutInSeconds")))
        .run(portions, Integer.getInteger("tck.forks"));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void tck_everyPinnedTestRanAndPassed(TckSettings run) throws IOException {
    TckResults results = TckResults.in(DIRECTORY.resolve(run.run()));
    TckVerdict verdict = new TckVerdict(PinnedTests.load(), results.countByClass());

    LOG.log(Level.INFO, verdict.summary(run));

    assertThat(results.bad()).as(run.run()).isEmpty();
    assertThat(verdict.complaints()).as(run.run()).isEmpty();
  }
}
