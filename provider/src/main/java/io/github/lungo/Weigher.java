// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import org.jspecify.annotations.Nullable;

/**
 * How much of {@link LungoConfiguration#maximumWeight()} an entry takes up. Asked once for each value that is stored, by
 * any thread, so it must be thread-safe and quick, must not touch the cache, and should answer the same for equal
 * arguments.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
@FunctionalInterface
public interface Weigher<K, V> {

  /**
   * Returns the weight of an entry, in the unit of the cache's maximum weight.
   *
   * @return zero or more; an entry that weighs nothing never leaves for want of room
   */
  int weigh(K key, V value);

  /**
   * Returns the weigher that stands for the size in bytes of an entry's serialised key and value. It is a mark for the
   * cache, which knows that size: it cannot be called, and {@link #weigh} throws
   * {@link UnsupportedOperationException}.
   */
  @SuppressWarnings("unchecked") // takes any key and value, and touches neither
  static <K, V> Weigher<K, V> encodedSize() {
    return (Weigher<K, V>) EncodedSizeWeigher.INSTANCE;
  }

  /** Returns whether the weigher is the one that {@link #encodedSize()} returns. */
  static boolean isEncodedSize(@Nullable Weigher<?, ?> weigher) {
    return weigher == EncodedSizeWeigher.INSTANCE;
  }
}
