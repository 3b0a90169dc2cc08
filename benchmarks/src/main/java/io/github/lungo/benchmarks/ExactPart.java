// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is counted instead of timed. */
enum ExactPart {
  /** Bytes for each entry beyond key and value. */
  FOOTPRINT,
  /** How often a bounded cache has what is asked for. */
  HIT_RATIO,
  /** What ten thousand caches in one manager cost. */
  MANY_CACHES;

  /** Returns what the command line and the raw output call it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the names of all. */
  static String names() {
    return Arrays.stream(values()).map(ExactPart::id).collect(Collectors.joining(", "));
  }

  /** Returns those of a list such as {@code footprint,hit-ratio}. */
  static Set<ExactPart> parse(String names) {
    var parts = EnumSet.noneOf(ExactPart.class);
    if (names.equals("all")) {
      return EnumSet.allOf(ExactPart.class);
    }
    if (!names.equals("none")) {
      for (String name : names.split(",", -1)) {
        parts.add(valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
      }
    }
    return parts;
  }
}
