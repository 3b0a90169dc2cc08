// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import org.jspecify.annotations.Nullable;

/**
 * Removes an entry: both {@code remove} methods, {@code getAndRemove}, {@code removeAll} and the iterator's. Answers
 * whether there was one to remove.
 *
 * @param kind which method asks
 * @param expected the value that the entry must have; null unless the kind is {@link Kind#IF_EQUAL}
 * @param version the version that the entry must be; null unless the kind is {@link Kind#IF_SAME_VERSION} or {@link
 *     Kind#UNFOUND}
 */
public record Remove<K, V>(
    Kind kind, @Nullable V expected, @Nullable CachedValue version)
    implements EntryOperation<K, V, Boolean> {

  /** The methods that remove an entry. */
  public enum Kind {
    /** {@code remove(key)} and {@code removeAll(keys)}: deletes from the external source even what is not cached. */
    ANY,
    /** {@code removeAll()}: only what is there. */
    IF_PRESENT,
    /** {@code getAndRemove}, which counts as a get too. */
    GET_AND_REMOVE,
    /** {@code remove(key, oldValue)}. */
    IF_EQUAL,
    /** {@code Iterator.remove}: only what the iterator returned, not what was written since. */
    IF_SAME_VERSION,
    /** A load that did not find again what is cached: not written through, not counted. */
    UNFOUND
  }

  /** Returns an operation that removes whatever value there is. */
  public static <K, V> Remove<K, V> any(Kind kind) {
    return new Remove<>(kind, null, null);
  }

  /** Returns an operation that removes the entry if it has the expected value. */
  public static <K, V> Remove<K, V> ifEqualTo(V expected) {
    return new Remove<>(Kind.IF_EQUAL, expected, null);
  }

  /** Returns an operation that removes the entry unless it was written since. */
  public static <K, V> Remove<K, V> ifStill(CachedValue version) {
    return new Remove<>(Kind.IF_SAME_VERSION, null, version);
  }

  /** Returns an operation that removes the given version of the entry, as the source has the value no longer. */
  public static <K, V> Remove<K, V> unfound(@Nullable CachedValue version) {
    return new Remove<>(Kind.UNFOUND, null, version);
  }

  /** Returns whether the statistics count the operation as a get too. */
  public boolean countsAsGet() {
    return kind == Kind.GET_AND_REMOVE || kind == Kind.IF_EQUAL;
  }

  @Override
  public Outcome<Boolean> apply(@Nullable CachedValue before, OperationContext<K, V> context) {
    if (before == null) {
      return removeAbsent();
    }
    if (version != null && !before.isSameVersionAs(version)) {
      return Outcome.unchanged(before, Counts.NOTHING, false);
    }
    if (kind == Kind.IF_EQUAL
        && expected != null
        && !expected.equals(context.valueOf(before.stored()))) {
      return Access.mismatch(before, context);
    }
    if (kind == Kind.UNFOUND) {
      return new Outcome<>(
          Change.REMOVED, before, null, SourceWrite.NONE, false, Counts.NOTHING, true);
    }
    Counts counts = countsAsGet() ? Counts.HIT_AND_REMOVAL : Counts.REMOVAL;
    return new Outcome<>(Change.REMOVED, before, null, SourceWrite.DELETE, true, counts, true);
  }

  private Outcome<Boolean> removeAbsent() {
    Counts counts = countsAsGet() ? Counts.MISS : Counts.NOTHING;
    boolean isUnconditional = kind == Kind.ANY || kind == Kind.GET_AND_REMOVE;
    SourceWrite write = isUnconditional ? SourceWrite.DELETE : SourceWrite.NONE;
    boolean endsWhatIsKnown =
        kind != Kind.IF_EQUAL && kind != Kind.UNFOUND; // also where the entry has expired since
    return new Outcome<>(Change.NONE, null, null, write, endsWhatIsKnown, counts, false);
  }
}
