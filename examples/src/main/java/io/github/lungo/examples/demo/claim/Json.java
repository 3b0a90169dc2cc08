// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.claim;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Writes maps, collections, texts, numbers and booleans as JSON (RFC 8259), ASCII only. */
final class Json {

  private Json() {}

  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  private static void append(StringBuilder out, Object value) {
    if (value instanceof Map<?, ?> map) {
      appendObject(out, map);
    } else if (value instanceof Collection<?> elements) {
      appendArray(out, elements);
    } else if (value instanceof Boolean || isFinite(value)) {
      out.append(value);
    } else {
      appendText(out, value.toString());
    }
  }

  /** JSON knows no NaN and no infinity: these are written as text. */
  private static boolean isFinite(Object value) {
    return value instanceof Number number && Double.isFinite(number.doubleValue());
  }

  private static void appendObject(StringBuilder out, Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      appendText(out, entry.getKey().toString());
      out.append(':');
      append(out, entry.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void appendArray(StringBuilder out, Collection<?> elements) {
    String separator = "[";
    for (Object element : elements) {
      out.append(separator);
      append(out, element);
      separator = ",";
    }
    out.append(elements.isEmpty() ? "[]" : "]");
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      appendCharacter(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void appendCharacter(StringBuilder out, char character) {
    if (character == '"' || character == '\\') {
      out.append('\\').append(character);
    } else if (character < ' ' || character > '~') {
      out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
    } else {
      out.append(character);
    }
  }
}
