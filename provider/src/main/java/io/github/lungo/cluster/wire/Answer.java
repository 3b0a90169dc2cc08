// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.operation.Counts;
import io.github.lungo.operation.EntryOperation;
import io.github.lungo.operation.Outcome;
import io.github.lungo.operation.Put;
import io.github.lungo.operation.Remove;
import io.github.lungo.operation.Replace;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of an operation gets to know of its outcome.
 *
 * @param result the operation's answer
 * @param storedBefore the stored form of the value before; null if there was none, or the caller does not ask for it
 * @param counts what the operation adds to the caller's statistics
 */
public record Answer<R extends @Nullable Object>(
    R result, @Nullable Object storedBefore, Counts counts) {

  /** Returns what the caller of the operation gets of its outcome. */
  public static <R extends @Nullable Object> Answer<R> of(
      EntryOperation<?, ?, R> operation, Outcome<R> outcome) {
    return new Answer<>(
        outcome.result(),
        returnsValueBefore(operation) ? outcome.storedBefore() : null,
        outcome.counts());
  }

  private static boolean returnsValueBefore(EntryOperation<?, ?, ?> operation) {
    if (operation instanceof Put<?, ?> put) {
      return put.kind() == Put.Kind.GET_AND_PUT;
    }
    if (operation instanceof Remove<?, ?> remove) {
      return remove.kind() == Remove.Kind.GET_AND_REMOVE;
    }
    return operation instanceof Replace<?, ?> replace && replace.expected() == null;
  }
}
