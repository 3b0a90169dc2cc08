// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.tck;

/** How the tests of one class ended. Immutable. */
record ClassCount(int passed, int failed, int skipped) {
  static final ClassCount NONE = new ClassCount(0, 0, 0);

  /** Returns how many tests ran to an end, good or bad. */
  int run() {
    return passed + failed;
  }

  ClassCount plus(ClassCount other) {
    return new ClassCount(passed + other.passed, failed + other.failed, skipped + other.skipped);
  }
}
