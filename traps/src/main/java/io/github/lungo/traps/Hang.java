// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

/** A call that did not come back within a generous bound. Its thread is lost, and with it the JVM for further tests. */
public final class Hang extends AssertionError {
  private static final long serialVersionUID = 1;

  Hang(String message, Throwable cause) {
    super(message, cause);
  }
}
