// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a batch of operations.
 *
 * @param outcomes those that took effect
 * @param failure what to throw to the caller, unchecked, or null: the write-through of some keys failed, or a listener did
 */
public record BatchOutcome(
    List<Outcome<?>> outcomes, @Nullable Throwable failure) {

  /** Throws the failure, if there is one. */
  public void throwIfFailed() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
