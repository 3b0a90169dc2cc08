// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results of a run.
 *
 * @param all one for each test that ended
 */
record TckResults(List<TestResult> all) {
  /** What the files of results are called. */
  static final String SUFFIX = ".results";

  TckResults {
    all = List.copyOf(all);
  }

  /** Returns what the JVMs of a run left in its directory; nothing if that is not there. */
  static TckResults in(Path directory) throws IOException {
    List<TestResult> all = new ArrayList<>();
    if (Files.exists(directory)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
        for (Path file : files) {
          Files.readAllLines(file).forEach(line -> all.add(TestResult.of(line)));
        }
      }
    }
    return new TckResults(all);
  }

  /** Returns the count of each test class of which a test ended. */
  SortedMap<String, ClassCount> countByClass() {
    SortedMap<String, ClassCount> counts = new TreeMap<>();
    all.forEach(result -> counts.merge(result.className(), result.count(), ClassCount::plus));
    return counts;
  }

  /** Returns those that did not pass. */
  List<TestResult> bad() {
    return all.stream()
        .filter(result -> result.ending() != TestResult.Ending.PASSED)
        .toList();
  }
}
