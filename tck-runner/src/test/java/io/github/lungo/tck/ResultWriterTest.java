// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lungo.tck.TestResult.Ending;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.junit.Ignore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

final class ResultWriterTest {
  @TempDir
  private Path directory;

  /** Found by its name alone. */
  public static final class Sample {
    @org.junit.Test
    public void passes() {}

    @org.junit.Test
    public void fails() {
      throw new IllegalStateException("on purpose");
    }

    @org.junit.Test
    public void isLeftOut() {
      Logger.getLogger("tck").info("===== EXCLUDING TEST 'Sample'\t'isLeftOut'.");
    }

    @Ignore("on purpose")
    @org.junit.Test
    public void isIgnored() {}
  }

  /** Fails before its tests. */
  public static final class BrokenSample {
    @org.junit.BeforeClass
    public static void fails() {
      throw new IllegalStateException("on purpose");
    }

    @org.junit.Test
    public void passes() {}
  }

  @Test
  void results_ofEveryEnding_areWritten() throws IOException {
    assertThat(run(Sample.class).all())
        .containsExactlyInAnyOrder(
            result(Ending.PASSED, Sample.class, "passes", ""),
            result(
                Ending.FAILED,
                Sample.class,
                "fails",
                "java.lang.IllegalStateException: on purpose"),
            result(Ending.SKIPPED, Sample.class, "isLeftOut", "left out"),
            result(Ending.SKIPPED, Sample.class, "isIgnored", "on purpose"));
  }

  @Test
  void results_ofAClassThatFailsAsAWhole_hasTheClass() throws IOException {
    assertThat(run(BrokenSample.class).all())
        .extracting(TestResult::ending, TestResult::className)
        .containsExactly(tuple(Ending.FAILED, BrokenSample.class.getName()));
  }

  private TckResults run(Class<?> tests) throws IOException {
    try (ResultWriter writer = ResultWriter.to(directory.resolve("1" + TckResults.SUFFIX))) {
      LauncherFactory.create()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(DiscoverySelectors.selectClass(tests))
                  .filters(EngineFilter.includeEngines("junit-vintage"))
                  .build(),
              writer);
    }
    return TckResults.in(directory);
  }

  private static TestResult result(Ending ending, Class<?> tests, String test, String message) {
    return new TestResult(ending, tests.getName(), test, message);
  }
}
