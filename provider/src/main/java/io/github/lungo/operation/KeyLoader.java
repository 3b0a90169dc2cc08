// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import org.jspecify.annotations.Nullable;

/** Fetches the value of one missing key from outside the cache. */
@FunctionalInterface
public interface KeyLoader<K, V> {

  /** Returns the value, or null if there is none. May throw what it likes. */
  @Nullable
  V load(K key);

  /** Returns whether only one call has this loader: then no other member of a cluster can run it. */
  default boolean isOfOneCall() {
    return false;
  }

  /** Returns the same as a loader that only one call has. */
  static <K, V> KeyLoader<K, V> ofOneCall(KeyLoader<K, V> loader) {
    return new KeyLoader<>() {
      @Override
      public @Nullable V load(K key) {
        return loader.load(key);
      }

      @Override
      public boolean isOfOneCall() {
        return true;
      }
    };
  }
}
