// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.stream.Stream;

/** What an exception says of where it comes from: providers may wrap in types of their own between. */
final class Causes {
  private Causes() {}

  /** Fails unless the exception, or one of its causes, is of that type. */
  static void expect(Class<? extends Throwable> type, Throwable thrown) {
    if (Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .noneMatch(type::isInstance)) {
      throw new AssertionError(
          "expected " + type.getSimpleName() + " or one with that cause: " + thrown, thrown);
    }
  }
}
