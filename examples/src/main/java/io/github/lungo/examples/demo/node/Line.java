// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request or an answer as one line of text: a word, then values, with tabs between them. Immutable. */
record Line(String word, List<String> values) {
  /** Begins an answer whose values are the result. */
  static final String OK = "ok";

  /** Begins an answer whose value says what went wrong. */
  static final String FAILED = "failed";

  private static final String SEPARATOR = "\t";

  static Line of(String word, Object... values) {
    return new Line(word, Stream.of(values).map(String::valueOf).toList());
  }

  static Line parse(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    return new Line(parts.get(0), parts.subList(1, parts.size()));
  }

  /** Returns the line; characters of the values that would end it or a value are made spaces. */
  String text() {
    return Stream.concat(Stream.of(word), values.stream())
        .map(part -> part.replaceAll("[\t\r\n]", " "))
        .collect(Collectors.joining(SEPARATOR));
  }

  String value(int index) {
    return values.get(index);
  }

  int number(int index) {
    return Integer.parseInt(value(index));
  }

  List<String> from(int index) {
    return values.subList(index, values.size());
  }
}
