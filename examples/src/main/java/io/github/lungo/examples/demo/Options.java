// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo;

import io.github.lungo.CacheMode;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the user asked for. Immutable.
 *
 * @param output how to show it
 * @param mode the mode of the cluster's caches; {@code LOCAL} for the demo in one process
 * @param replayLimit when the replay of that one ends at the latest
 */
record Options(Output output, CacheMode mode, Duration replayLimit) {
  static final String USAGE =
      "options: [--mode partitioned | replicated | invalidation] [--local [--seconds 1..40]]"
          + " [--live | --plain | --json]";

  private static final int DEFAULT_SECONDS = 20;
  private static final int MAX_SECONDS = 40;

  /** The ways to show the demo. */
  enum Output {
    /** A panel drawn in place, for terminals. */
    LIVE,
    /** Lines. */
    PLAIN,
    /** Nothing but one JSON object. */
    JSON
  }

  /**
   * Returns the options; the last one of a kind counts.
   *
   * @throws IllegalArgumentException if one is unknown
   */
  static Options parse(String... arguments) {
    Output output = Output.PLAIN;
    CacheMode mode = CacheMode.PARTITIONED;
    int seconds = DEFAULT_SECONDS;
    Iterator<String> left = List.of(arguments).iterator();
    while (left.hasNext()) {
      String argument = left.next();
      switch (argument) {
        case "--live" -> output = Output.LIVE;
        case "--plain" -> output = Output.PLAIN;
        case "--json" -> output = Output.JSON;
        case "--local" -> mode = CacheMode.LOCAL;
        case "--mode" -> mode = mode(left.hasNext() ? left.next() : "nothing");
        case "--seconds" -> seconds = seconds(left.hasNext() ? left.next() : "nothing");
        default -> throw new IllegalArgumentException("unknown option: " + argument);
      }
    }
    return new Options(output, mode, Duration.ofSeconds(seconds));
  }

  private static CacheMode mode(String text) {
    return switch (text) {
      case "partitioned" -> CacheMode.PARTITIONED;
      case "replicated" -> CacheMode.REPLICATED;
      case "invalidation" -> CacheMode.INVALIDATION;
      default ->
        throw new IllegalArgumentException(
            "--mode must be partitioned, replicated or invalidation: " + text);
    };
  }

  private static int seconds(String text) {
    boolean isNumber = text.matches("[0-9]{1,4}");
    int seconds = isNumber ? Integer.parseInt(text) : 0;
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new IllegalArgumentException(
          "--seconds must be between 1 and " + MAX_SECONDS + ": " + text);
    }
    return seconds;
  }
}
