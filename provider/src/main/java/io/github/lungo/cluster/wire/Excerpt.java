// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.wire;

/** The beginning of texts that may be longer than anybody wants to read. */
final class Excerpt {

  private Excerpt() {}

  /** Returns the text, or so many characters of its beginning and that it goes on. */
  static String of(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + "...";
  }
}
