// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collections for bulk calls, of the kinds that everybody uses: those of {@code Set.of} and the sorted ones are a trap of
 * their own, {@link NullsTrap}, as they throw when asked whether they contain null.
 */
final class Bulk {
  private Bulk() {}

  static Set<String> keys(String... keys) {
    return new LinkedHashSet<>(Arrays.asList(keys));
  }

  /** Returns entries that have the same value. */
  static Map<String, String> entries(String value, String... keys) {
    Map<String, String> entries = new HashMap<>();
    for (String key : keys) {
      entries.put(key, value);
    }
    return entries;
  }
}
