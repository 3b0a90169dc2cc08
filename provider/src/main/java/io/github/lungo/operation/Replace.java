// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import org.jspecify.annotations.Nullable;

/**
 * Gives an existing entry a new value: both {@code replace} methods and {@code getAndReplace}. Answers whether it did.
 *
 * @param expected the value that the entry must have, or null for any
 * @param stored the new value in stored form
 */
public record Replace<K, V>(@Nullable V expected, Object stored)
    implements EntryOperation<K, V, Boolean> {

  @Override
  public Outcome<Boolean> apply(@Nullable CachedValue before, OperationContext<K, V> context) {
    if (before == null) {
      return Outcome.unchanged(null, Counts.MISS, false);
    }
    long now = context.nowIfItMatters(before);
    if (expected != null && !expected.equals(context.valueOf(before.stored()))) {
      return Access.mismatch(before, context);
    }
    long deadline = context.expiry().afterUpdate(now, before.deadline());
    Change change = deadline <= now ? Change.UPDATED_TO_EXPIRE : Change.UPDATED;
    return new Outcome<>(
        change,
        before,
        context.entry(stored, deadline),
        SourceWrite.of(stored),
        true,
        Counts.HIT_AND_PUT,
        true);
  }
}
