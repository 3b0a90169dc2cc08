// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps.comparison;

/** What became of a test. Immutable. */
record Outcome(
    String id, int line, String title, String test, boolean choice, String status, String reason) {
  static final String PASSED = "passed";
  static final String FAILED = "failed";
  static final String HANGS = "hangs";

  private static final String SEPARATOR = "\t";

  boolean hasPassed() {
    return status.equals(PASSED);
  }

  boolean hasHung() {
    return status.equals(HANGS);
  }

  Outcome hung() {
    return new Outcome(id, line, title, test, choice, HANGS, "no end");
  }

  /** Returns a line for {@link #parse}. */
  String format() {
    return String.join(
        SEPARATOR, id, String.valueOf(line), title, test, String.valueOf(choice), status, reason);
  }

  static Outcome parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    return new Outcome(
        parts[0],
        Integer.parseInt(parts[1]),
        parts[2],
        parts[3],
        Boolean.parseBoolean(parts[4]),
        parts[5],
        parts[6]);
  }
}
