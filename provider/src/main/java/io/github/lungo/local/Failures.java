// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import org.jspecify.annotations.Nullable;

/** What went wrong with single keys of a call on many: the first failure, with the others suppressed. Not thread-safe. */
final class Failures {
  private @Nullable Throwable first;

  void add(Throwable failure) {
    if (first == null) {
      first = failure;
    } else if (first != failure) {
      first.addSuppressed(failure);
    }
  }

  /** Throws the first failure, if there is one. */
  void throwIfAny() {
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /** Returns the first failure, or null if all went well. */
  @Nullable
  Throwable first() {
    return first;
  }
}
