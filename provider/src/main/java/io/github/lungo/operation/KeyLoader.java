// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import org.jspecify.annotations.Nullable;

/** Fetches the value of one missing key from outside the cache. */
@FunctionalInterface
public interface KeyLoader<K, V> {

  /** Returns the value, or null if there is none. May throw what it likes. */
  @Nullable
  V load(K key);
}
