// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TckReportsTest {
  @TempDir
  private Path directory;

  private TckReports reports;

  @BeforeEach
  void setUp() {
    reports = new TckReports(directory);
  }

  @Test
  void countByClass_passedTests_countsThemPerClass() throws IOException {
    write(
        "GetTest",
        "<testcase name='a' classname='GetTest'/><testcase name='b' classname='GetTest'/>");
    write(
        "PutTest",
        "<testcase name='a' classname='PutTest'><system-out>fine</system-out></testcase>");

    assertThat(reports.countByClass())
        .containsOnly(
            entry("GetTest", new ClassCount(2, 0, 0)), entry("PutTest", new ClassCount(1, 0, 0)));
  }

  @Test
  void countByClass_failureAndError_countsBothAsFailed() throws IOException {
    write("GetTest", """
        <testcase name='a' classname='GetTest'><failure>no</failure></testcase>
        <testcase name='b' classname='GetTest'><error>no</error></testcase>
        <testcase name='c' classname='GetTest'/>""");

    assertThat(reports.countByClass()).containsOnly(entry("GetTest", new ClassCount(1, 2, 0)));
  }

  @Test
  void countByClass_skippedTest_countsItAsSkipped() throws IOException {
    write(
        "GetTest",
        "<testcase name='a' classname='GetTest'><skipped message='@Ignore'/></testcase>");

    assertThat(reports.countByClass()).containsOnly(entry("GetTest", new ClassCount(0, 0, 1)));
  }

  @Test
  void countByClass_testThatTheTckLeftOut_countsItAsSkipped() throws IOException {
    write("GetTest", """
        <testcase name='a' classname='GetTest'>
          <system-err><![CDATA[INFO: ===== EXCLUDING TEST 'org.jsr107.tck.GetTest'\t'a'.]]></system-err>
        </testcase>""");

    assertThat(reports.countByClass()).containsOnly(entry("GetTest", new ClassCount(0, 0, 1)));
  }

  @Test
  void countByClass_noDirectory_countsNothing() throws IOException {
    assertThat(new TckReports(directory.resolve("absent")).countByClass()).isEmpty();
  }

  @Test
  void countByClass_truncatedReport_throws() throws IOException {
    Path report = Files.writeString(directory.resolve("TEST-GetTest.xml"), "<testsuite><testcase");

    assertThatThrownBy(() -> reports.countByClass())
        .isInstanceOf(IOException.class)
        .hasMessage("report " + report + " must be XML");
  }

  private void write(String className, String tests) throws IOException {
    Files.writeString(
        directory.resolve("TEST-" + className + ".xml"), "<testsuite>" + tests + "</testsuite>");
  }

  private static Map.Entry<String, ClassCount> entry(String className, ClassCount count) {
    return Map.entry(className, count);
  }
}
