// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.message;

import org.jspecify.annotations.Nullable;

/** Puts objects of users into messages: keys, values, and what user code throws. */
public final class Printed {

  private Printed() {}

  /** Returns the object's text, or that of its class where it cannot be printed: the message must be told all the same. */
  @SuppressWarnings("CatchingUnchecked") // an endless toString is an Error
  public static String text(@Nullable Object object) {
    try {
      return String.valueOf(object);
    } catch (Throwable unprintable) {
      return "(unprintable) " + (object == null ? "null" : object.getClass().getName());
    }
  }
}
