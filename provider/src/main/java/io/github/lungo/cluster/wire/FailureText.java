// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

import io.github.lungo.message.Printed;
import org.jspecify.annotations.Nullable;

/** A failure that cannot be sent as an object, as text. */
final class FailureText {
  /** How many characters a text has at most. */
  static final int LONGEST = 8_192;

  private static final int LONGEST_PART = 1_000;
  private static final int MOST_PARTS = 4;

  private FailureText() {}

  /** Returns the failure's message, and what of it, its causes and what they suppress the reader does not get to see. */
  static String of(Throwable failure) {
    String message = messageOf(failure);
    StringBuilder text = new StringBuilder();
    text.append(message == null ? "failed" : Excerpt.of(message, LONGEST_PART))
        .append(" (sent as text: ")
        .append(failure.getClass().getName());
    Throwable cause = causeOf(failure);
    for (int i = 0; cause != null && i < MOST_PARTS; i++) {
      text.append(", caused by ").append(printed(cause));
      cause = causeOf(cause);
    }
    Throwable[] suppressed = failure.getSuppressed();
    for (int i = 0; i < Math.min(suppressed.length, MOST_PARTS / 2); i++) {
      text.append(", suppressed ").append(printed(suppressed[i]));
    }
    return Excerpt.of(text.append(')').toString(), LONGEST);
  }

  private static String printed(Throwable failure) {
    return Excerpt.of(Printed.text(failure), LONGEST_PART);
  }

  @SuppressWarnings("CatchingUnchecked") // what a user's exception says may fail too
  private static @Nullable String messageOf(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (Throwable unanswered) {
      return null;
    }
  }

  @SuppressWarnings("CatchingUnchecked") // see above
  private static @Nullable Throwable causeOf(Throwable failure) {
    try {
      return failure.getCause();
    } catch (Throwable unanswered) {
      return null;
    }
  }
}
