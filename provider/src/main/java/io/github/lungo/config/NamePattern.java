// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which caches a section is about, as its name says.
 *
 * @param specificity which of several sections for a cache outdoes which
 * @param matcher whether a cache of the given name is meant
 * @param onlyName the one name that is meant, or null if it may be several
 */
record NamePattern(
    Specificity specificity,
    Predicate<String> matcher,
    @Nullable String onlyName) {
  static final String DEFAULT = "default";

  /** Returns what the name of a section says in a file or in properties. */
  static NamePattern of(String text) {
    if (text.equals(DEFAULT)) {
      return new NamePattern(new Specificity(Rank.DEFAULT, 0), name -> true, null);
    }
    if (text.contains("*")) {
      int literalCharacters = text.replace("*", "").length();
      return new NamePattern(
          new Specificity(Rank.PATTERN, literalCharacters), glob(text).asMatchPredicate(), null);
    }
    return new NamePattern(new Specificity(Rank.NAME, text.length()), text::equals, text);
  }

  /** Returns what the middle part of an environment variable says, such as {@code ORDERS_EU}. */
  static NamePattern ofEnvironment(String text) {
    if (text.equals(environmentName(DEFAULT))) {
      return of(DEFAULT);
    }
    return new NamePattern(
        new Specificity(Rank.NAME, text.length()),
        name -> environmentName(name).equals(text),
        null);
  }

  boolean matches(String cacheName) {
    return matcher.test(cacheName);
  }

  private static Pattern glob(String text) {
    return Pattern.compile(
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  private static String environmentName(String cacheName) {
    return cacheName.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private enum Rank {
    DEFAULT,
    PATTERN,
    NAME
  }

  /** Least specific first: the default, patterns by how many characters they spell out, names. Immutable. */
  record Specificity(Rank rank, int literalCharacters) implements Comparable<Specificity> {
    @Override
    public int compareTo(Specificity other) {
      return Comparator.comparing(Specificity::rank)
          .thenComparing(Specificity::literalCharacters)
          .compare(this, other);
    }
  }
}
