// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;

/** The entries of all clusters that are measured: strings of {@link #BYTES} characters. */
public final class Entries {
  /** How long a value is, and a message of the floors. */
  public static final int BYTES = 200;

  /** How many entries one call puts or gets that fills a cache, or reads all of it. */
  public static final int AT_ONCE = 1_000;

  private Entries() {}

  /** Returns a key, a new object each time, as callers seldom have the very object that a cache holds. */
  static String key(int number) {
    return "key-" + number;
  }

  /** Returns a value that says its number. */
  static String value(long number) {
    String digits = Long.toString(number);
    return "v".repeat(BYTES - digits.length()) + digits;
  }

  /** Returns the number that a value says. */
  static long numberOf(String value) {
    return Long.parseLong(value.substring(value.lastIndexOf('v') + 1));
  }

  /** Puts so many entries, with values that no other writing has. */
  static void fill(Cache<String, String> cache, int entries, int writing) {
    for (int first = 0; first < entries; first += AT_ONCE) {
      Map<String, String> some = new LinkedHashMap<>();
      for (int number = first; number < Math.min(entries, first + AT_ONCE); number++) {
        some.put(key(number), value((long) writing * entries + number));
      }
      cache.putAll(some);
    }
  }

  /** Returns how many of so many keys have no value. */
  static int missing(Cache<String, String> cache, int entries) {
    int found = 0;
    for (int first = 0; first < entries; first += AT_ONCE) {
      Set<String> some = new LinkedHashSet<>();
      for (int number = first; number < Math.min(entries, first + AT_ONCE); number++) {
        some.add(key(number));
      }
      found += cache.getAll(some).size();
    }
    return entries - found;
  }
}
