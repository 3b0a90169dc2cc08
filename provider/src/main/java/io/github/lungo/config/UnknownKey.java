// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.cache.CacheException;

/** The refusal of a key that there is not, with the one that was probably meant. */
final class UnknownKey {
  private static final String TLS =
      "TLS comes in a later release; until then bind to loopback, or set cluster.insecure = true";

  private UnknownKey() {}

  /**
   * Returns the exception for an unknown key.
   *
   * @param place where it stands, ready to go before the message; may be empty
   * @param path the whole key as written
   * @param text the part of it that is unknown
   * @param known what could stand in place of that part
   */
  static CacheException refuse(String place, String path, String text, List<String> known) {
    return refuse(
        place,
        path,
        nearest(text, known)
            .map(UnknownKey::suggest)
            .orElseGet(() -> "known keys are " + String.join(", ", known)));
  }

  static CacheException refuse(String place, String path, String hint) {
    return new CacheException(
        place + "unknown key '" + path + "': " + (isOfTls(path) ? TLS : hint));
  }

  private static boolean isOfTls(String path) {
    return path.startsWith("lungo.cluster.tls") || path.startsWith("LUNGO_CLUSTER_TLS");
  }

  static String suggest(String meant) {
    return "did you mean '" + meant + "'?";
  }

  /** Returns the known word that the text is most likely a misspelling of, or empty if it resembles none. */
  static Optional<String> nearest(String text, Collection<String> known) {
    return known.stream()
        .filter(word -> distance(text, word) <= word.length() / 2 || text.startsWith(word))
        .min(Comparator.comparingInt(word -> distance(text, word)));
  }

  /** Returns how many characters must be added, dropped or replaced to turn one word into the other, case apart. */
  static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[] costs = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      costs[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int diagonal = costs[0];
      costs[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = diagonal + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = costs[column];
        costs[column] = Math.min(replaced, 1 + Math.min(diagonal, costs[column - 1]));
      }
    }
    return costs[to.length()];
  }
}
