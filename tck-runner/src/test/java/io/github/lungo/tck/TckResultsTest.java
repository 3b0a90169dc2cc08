// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.tck.TestResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TckResultsTest {
  private static final TestResult PASSED = new TestResult(Ending.PASSED, "GetTest", "get", "");
  private static final TestResult FAILED = new TestResult(Ending.FAILED, "GetTest", "miss", "no");
  private static final TestResult SKIPPED = new TestResult(Ending.SKIPPED, "PutTest", "put", "so");

  @TempDir
  private Path directory;

  @Test
  void in_filesOfSeveralJvms_areReadTogether() throws IOException {
    write("1", PASSED, FAILED);
    write("2", SKIPPED);

    TckResults results = TckResults.in(directory);

    assertThat(results.all()).containsExactlyInAnyOrder(PASSED, FAILED, SKIPPED);
    assertThat(results.bad()).containsExactlyInAnyOrder(FAILED, SKIPPED);
  }

  @Test
  void countByClass_allEndings_countsThemPerClass() {
    assertThat(new TckResults(List.of(PASSED, PASSED, FAILED, SKIPPED)).countByClass())
        .isEqualTo(Map.of("GetTest", new ClassCount(2, 1, 0), "PutTest", new ClassCount(0, 0, 1)));
  }

  @Test
  void in_noDirectory_isEmpty() throws IOException {
    assertThat(TckResults.in(directory.resolve("absent")).all()).isEmpty();
  }

  @Test
  void in_truncatedFile_throws() throws IOException {
    Files.writeString(directory.resolve("1" + TckResults.SUFFIX), "PASSED\tGetT");

    assertThatThrownBy(() -> TckResults.in(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a result must have 4 parts: PASSED\tGetT");
  }

  @Test
  void toLine_messageOfSeveralLines_isOneLine() {
    TestResult result = new TestResult(Ending.FAILED, "GetTest", "get", "expected:\n\tone");

    assertThat(result.toLine()).isEqualTo("FAILED\tGetTest\tget\texpected: one");
  }

  private void write(String name, TestResult... results) throws IOException {
    Files.write(
        directory.resolve(name + TckResults.SUFFIX),
        List.of(results).stream().map(TestResult::toLine).toList());
  }
}
