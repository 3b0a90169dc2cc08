// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

/**
 * How a test ended. Immutable.
 *
 * @param className the class it belongs to
 * @param test its name, or that of the class where the class as a whole failed
 * @param message what was wrong, in one line; empty if nothing was
 */
record TestResult(Ending ending, String className, String test, String message) {

  /** How a test may end. */
  enum Ending {
    PASSED,
    FAILED,
    SKIPPED
  }

  TestResult {
    message = message.replaceAll("\\s+", " ");
  }

  ClassCount count() {
    return switch (ending) {
      case PASSED -> new ClassCount(1, 0, 0);
      case FAILED -> new ClassCount(0, 1, 0);
      case SKIPPED -> new ClassCount(0, 0, 1);
    };
  }

  /** Returns the result as a line of a file. */
  String toLine() {
    return String.join("\t", ending.name(), className, test, message);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is no result
   */
  static TestResult of(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException("a result must have 4 parts: " + line);
    }
    return new TestResult(Ending.valueOf(parts[0]), parts[1], parts[2], parts[3]);
  }

  /** Returns a line for people. */
  @Override
  public String toString() {
    return className + "#" + test + ": " + message;
  }
}
