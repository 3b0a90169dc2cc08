// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Fails the build unless every test of the TCK ran and passed. Runs after the TCK, on its reports. */
final class TckCountIT {
  private static final System.Logger LOG = System.getLogger(TckCountIT.class.getName());

  @Test
  void tck_everyPinnedTestRanAndPassed() throws IOException {
    TckReports reports = new TckReports(Path.of(System.getProperty("tck.reports")));

    TckVerdict verdict = new TckVerdict(PinnedTests.load(), reports.countByClass());

    LOG.log(Level.INFO, verdict.summary(TckSettings.fromSystemProperties()));
    assertThat(verdict.complaints()).isEmpty();
  }
}
