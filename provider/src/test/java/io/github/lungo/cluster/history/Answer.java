// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.Locale;

/**
 * What came back from a call. Immutable.
 *
 * @param value the value, where the answer is one; otherwise 0
 */
public record Answer(Sort sort, long value) {
  /** Stands for the value of a key that has no entry. */
  public static final long ABSENT = Long.MIN_VALUE;

  /** The answer of a call that has nothing to answer. */
  public static final Answer DONE = new Answer(Sort.DONE, 0);

  /** The null of a call that answers with a value. */
  public static final Answer NOTHING = new Answer(Sort.NOTHING, 0);

  /** An exception that says that the call had no effect. */
  public static final Answer FAILED = new Answer(Sort.FAILED, 0);

  /** No answer, or none that tells: the call took effect, or will at some later time, or never does. */
  public static final Answer UNDECIDED = new Answer(Sort.UNDECIDED, 0);

  /** An answer that nobody looks at: the call took effect before it was answered, or never did. */
  static final Answer IGNORED = new Answer(Sort.IGNORED, 0);

  private static final Answer TRUE = new Answer(Sort.TRUE, 0);
  private static final Answer FALSE = new Answer(Sort.FALSE, 0);

  /** The sorts of answers. */
  public enum Sort {
    VALUE,
    NOTHING,
    TRUE,
    FALSE,
    DONE,
    FAILED,
    UNDECIDED,
    IGNORED
  }

  /** Returns the answer that is a value, or null if that is {@link #ABSENT}. */
  public static Answer of(long value) {
    return value == ABSENT ? NOTHING : new Answer(Sort.VALUE, value);
  }

  /** Returns a yes or a no. */
  public static Answer of(boolean claim) {
    return claim ? TRUE : FALSE;
  }

  /** Reads what {@link #toString} wrote. */
  static Answer parse(String text) {
    if (text.startsWith("=")) {
      return of(Long.parseLong(text.substring(1)));
    }
    return new Answer(Sort.valueOf(text.toUpperCase(Locale.ROOT)), 0);
  }

  /** Returns whether this is a value. */
  public boolean isValue() {
    return sort == Sort.VALUE;
  }

  /** Returns whether the outcome is unknown. */
  public boolean isUndecided() {
    return sort == Sort.UNDECIDED;
  }

  /** Returns whether nobody looks at it. */
  boolean isIgnored() {
    return sort == Sort.IGNORED;
  }

  @Override
  public String toString() {
    return isValue() ? "=" + value : sort.name().toLowerCase(Locale.ROOT);
  }
}
