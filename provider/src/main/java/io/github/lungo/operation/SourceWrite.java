// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import org.jspecify.annotations.Nullable;

/**
 * What write-through owes the external source for an operation, before the operation takes effect.
 *
 * @param kind what to call
 * @param stored the stored form of the value to write; null unless the kind is {@link Kind#WRITE}
 */
public record SourceWrite(Kind kind, @Nullable Object stored) {

  /** Nothing to write. */
  public static final SourceWrite NONE = new SourceWrite(Kind.NONE, null);

  /** A delete of the key. */
  public static final SourceWrite DELETE = new SourceWrite(Kind.DELETE, null);

  /** Returns a write of the value. */
  public static SourceWrite of(Object stored) {
    return new SourceWrite(Kind.WRITE, stored);
  }

  /** The method of the cache writer that is called. */
  public enum Kind {
    /** None. */
    NONE,
    /** {@code write} or {@code writeAll}. */
    WRITE,
    /** {@code delete} or {@code deleteAll}. */
    DELETE
  }
}
