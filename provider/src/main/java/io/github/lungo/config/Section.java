// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import java.util.Map;

/**
 * What one source says about the caches of one name or pattern. Immutable.
 *
 * @param pattern the caches it is about
 * @param assignments its values
 */
record Section(NamePattern pattern, Map<Key, Assignment> assignments) {
  Section {
    assignments = Map.copyOf(assignments);
  }
}
