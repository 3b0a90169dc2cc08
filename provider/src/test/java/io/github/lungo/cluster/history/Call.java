// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asks of one entry. Immutable.
 *
 * @param value the value to be put, or added; 0 for a call without one
 * @param expected the value that must be there, for a call that has such; otherwise 0
 */
public record Call(Kind kind, long value, long expected) {
  private static final Pattern TEXT =
      Pattern.compile("(?<name>\\w+)\\((?<first>-?\\d+)?(?:,(?<second>-?\\d+))?\\)");

  /** Returns a call without an argument. */
  public static Call of(Kind kind) {
    return of(kind, 0, 0, 0);
  }

  /** Returns a call with one argument. */
  public static Call of(Kind kind, long argument) {
    return of(kind, 1, argument, 0);
  }

  /** Returns a call with two arguments, in the order of the cache's method. */
  public static Call of(Kind kind, long first, long second) {
    return of(kind, 2, first, second);
  }

  /** Returns a call with as many arguments as its kind takes. */
  static Call of(Kind kind, long[] arguments) {
    int count = arguments.length;
    return of(kind, count, count > 0 ? arguments[0] : 0, count > 1 ? arguments[1] : 0);
  }

  private static Call of(Kind kind, int count, long first, long second) {
    if (kind.arguments() != count) {
      throw new IllegalArgumentException(
          kind + " takes " + kind.arguments() + " arguments: " + count);
    }
    return switch (kind) {
      case REPLACE_EXACT -> new Call(kind, second, first);
      case REMOVE_EXACT -> new Call(kind, 0, first);
      default -> new Call(kind, first, 0);
    };
  }

  /** Reads what {@link #toString} wrote. */
  static Call parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a call: " + text);
    }
    String first = matcher.group("first");
    String second = matcher.group("second");
    int count = first == null ? 0 : second == null ? 1 : 2;
    return of(
        Kind.named(matcher.group("name"), count),
        count,
        count > 0 ? Long.parseLong(first) : 0,
        count > 1 ? Long.parseLong(second) : 0);
  }

  /** Returns the value after the call. */
  long after(long before) {
    return kind.after(this, before);
  }

  /** Returns what the call answers. */
  Answer answer(long before) {
    return kind.answer(this, before);
  }

  @Override
  public String toString() {
    String arguments = switch (kind) {
      case REPLACE_EXACT -> expected + "," + value;
      case REMOVE_EXACT -> String.valueOf(expected);
      default -> kind.arguments() == 0 ? "" : String.valueOf(value);
    };
    return kind.text() + "(" + arguments + ")";
  }
}
