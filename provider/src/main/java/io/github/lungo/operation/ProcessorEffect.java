// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an entry processor does to an entry that it saw elsewhere, as it cannot be sent to where the entry is; nothing, if the
 * entry was written since. Answers whether it was not, and counts
 * what the processor would count there.
 *
 * @param kind what it did
 * @param stored the stored form of the value that it set or loaded; null if it did neither
 * @param seen the version of the entry that it saw; null if there was none
 */
public record ProcessorEffect<K, V>(
    Kind kind, @Nullable Object stored, @Nullable CachedValue seen)
    implements EntryOperation<K, V, Boolean> {

  /** What a processor does to an entry. */
  public enum Kind {
    /** It looked at the value. */
    READ,
    /** It looked for a value that was not there, and the loader found it. */
    LOADED,
    /** It set a value. */
    SET,
    /** It removed the entry. */
    REMOVED
  }

  /** Returns what a processor with this outcome does. */
  public static <K, V> ProcessorEffect<K, V> of(Outcome<?> outcome) {
    CachedValue before = outcome.before();
    SourceWrite write = outcome.write();
    return switch (write.kind()) {
      case WRITE -> new ProcessorEffect<>(Kind.SET, write.stored(), before);
      case DELETE -> new ProcessorEffect<>(Kind.REMOVED, null, before);
      case NONE -> {
        @Nullable CachedValue after = outcome.after();
        yield outcome.change() == Change.NONE || after == null
            ? new ProcessorEffect<>(Kind.READ, null, before)
            : new ProcessorEffect<>(Kind.LOADED, after.stored(), before);
      }
    };
  }

  @Override
  public Outcome<Boolean> apply(@Nullable CachedValue before, OperationContext<K, V> context) {
    if (!isAsSeen(before)) {
      return Outcome.unchanged(before, Counts.NOTHING, false);
    }
    return switch (kind) {
      case READ -> {
        if (before != null) {
          Access.touch(before, context);
        }
        yield Outcome.unchanged(before, Counts.of(before != null, false, false), true);
      }
      case LOADED -> stored(before, context, Put.Kind.LOADED, SourceWrite.NONE);
      case SET -> stored(before, context, Put.Kind.PUT, SourceWrite.of(requireStored()));
      case REMOVED ->
        new Outcome<>(
            before == null ? Change.NONE : Change.REMOVED,
            before,
            null,
            SourceWrite.DELETE,
            true,
            Counts.of(before != null, false, before != null),
            true);
    };
  }

  private boolean isAsSeen(@Nullable CachedValue before) {
    return before == null ? seen == null : seen != null && before.isSameVersionAs(seen);
  }

  private Object requireStored() {
    return Objects.requireNonNull(stored, "a value is missing");
  }

  private Outcome<Boolean> stored(
      @Nullable CachedValue before,
      OperationContext<K, V> context,
      Put.Kind put,
      SourceWrite write) {
    Outcome<Boolean> outcome = Put.<K, V>of(requireStored(), put).apply(before, context);
    boolean isPut = put == Put.Kind.PUT && outcome.result();
    Counts counts = Counts.of(before != null, isPut, false);
    return new Outcome<>(outcome.change(), before, outcome.after(), write, true, counts, true);
  }
}
