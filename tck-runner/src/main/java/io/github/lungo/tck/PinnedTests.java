// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** The number of tests of each TCK class, pinned in {@code pinned-tests.properties} next to this class. */
final class PinnedTests {
  private PinnedTests() {}

  /** Returns the pinned number of tests by class name. */
  static SortedMap<String, Integer> load() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = requireNonNull(
        PinnedTests.class.getResourceAsStream("pinned-tests.properties"), "no pin")) {
      properties.load(in);
    }
    SortedMap<String, Integer> pinned = new TreeMap<>();
    for (String className : properties.stringPropertyNames()) {
      pinned.put(className, Integer.valueOf(properties.getProperty(className)));
    }
    return pinned;
  }
}
