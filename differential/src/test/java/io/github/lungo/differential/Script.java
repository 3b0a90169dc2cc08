// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

/** What the user code around one cache does at the moment. The loading thread reads what the test's thread writes. */
final class Script {
  final boolean throwsSpecified;
  volatile Faults faults = Faults.NONE;
  volatile Lives lives = Lives.ETERNAL;
  /** Whether the test only looks: then no access changes a life. */
  volatile boolean isQuiet;
  /** The number of the step, which makes loaded values differ. */
  volatile int step;

  Script(boolean throwsSpecified) {
    this.throwsSpecified = throwsSpecified;
  }

  /** Returns the number of the value that the loader has for a key, at this step. */
  int loadedValue(int key) {
    return loadedValue(step, key);
  }

  static int loadedValue(int step, int key) {
    return 1000 + 10 * step + key;
  }
}
