// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of an operation is told.
 *
 * @param answer what came of the operation, which stands
 * @param listenerFailure what a synchronous listener threw, or null
 */
record Told(CallAnswer answer, @Nullable Throwable listenerFailure) {

  /** Returns what made a future fail, without what futures wrap it in. */
  static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
