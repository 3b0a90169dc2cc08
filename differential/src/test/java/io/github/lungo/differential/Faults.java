// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.Set;

/**
 * For which keys the outside world fails.
 *
 * @param loads keys whose load throws
 * @param absent keys that the loader has no value for
 * @param writes keys whose write or delete throws
 */
record Faults(Set<Integer> loads, Set<Integer> absent, Set<Integer> writes) {
  static final Faults NONE = new Faults(Set.of(), Set.of(), Set.of());

  boolean hasValueFor(int key) {
    return !loads.contains(key) && !absent.contains(key);
  }
}
