// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What a member asks a primary for. Immutable.
 *
 * @param heard the keys, and the newest version of each that the asker knows; what it gets is to be newer, where there are such
 * @param isBulk whether the loader of many keys is wanted, be it for one
 * @param purpose why they are wanted
 * @param isAfresh whether no load will do that has begun before
 */
record Wish<K>(Map<K, Version> heard, boolean isBulk, Purpose purpose, boolean isAfresh) {

  /** Returns a wish for keys. */
  static <K> Wish<K> of(
      Collection<K> keys,
      Function<K, Version> heard,
      boolean isBulk,
      Purpose purpose,
      boolean isAfresh) {
    Map<K, Version> versions = new LinkedHashMap<>();
    keys.forEach(key -> versions.put(key, heard.apply(key)));
    return new Wish<>(versions, isBulk, purpose, isAfresh);
  }

  /** Returns the keys, in their order. */
  Set<K> keys() {
    return heard.keySet();
  }

  /** Returns the same wish for some of the keys. */
  Wish<K> of(Collection<K> some) {
    return of(some, key -> Objects.requireNonNull(heard.get(key)), isBulk, purpose, isAfresh);
  }
}
