// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an entry by an operation. Immutable.
 *
 * @param change what happens to the stored entry
 * @param before the live entry before, or null
 * @param after the entry to store; null where none is left. For {@link Change#UPDATED_TO_EXPIRE} the version whose update
 *     is announced before it expires
 * @param write what write-through does first
 * @param fencesLoads whether a load of the key that is running may no longer store its value
 * @param counts what the operation adds to the statistics
 * @param result the operation's answer
 * @param <R> the type of the answer
 */
public record Outcome<R extends @Nullable Object>(
    Change change,
    @Nullable CachedValue before,
    @Nullable CachedValue after,
    SourceWrite write,
    boolean fencesLoads,
    Counts counts,
    R result) {

  /** Returns the outcome of an operation that leaves the entry alone. */
  static <R extends @Nullable Object> Outcome<R> unchanged(
      @Nullable CachedValue entry, Counts counts, R result) {
    return new Outcome<>(Change.NONE, entry, entry, SourceWrite.NONE, false, counts, result);
  }

  /** Returns the outcome of a put. */
  public static Outcome<Boolean> stored(@Nullable CachedValue before, CachedValue after) {
    return new Outcome<>(
        before == null ? Change.CREATED : Change.UPDATED,
        before,
        after,
        SourceWrite.NONE,
        true,
        Counts.PUT,
        true);
  }

  /** Returns the same answer and counts, for an entry that is left alone after all. */
  public Outcome<R> withoutChange() {
    return unchanged(before, counts, result);
  }

  /** Returns the same outcome with other counts. */
  public Outcome<R> counted(Counts others) {
    return new Outcome<>(change, before, after, write, fencesLoads, others, result);
  }

  /** Returns the stored form of the value before, or null if there was none. */
  public @Nullable Object storedBefore() {
    return before == null ? null : before.stored();
  }
}
