// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.serialization;

/**
 * Turns objects into bytes and bytes into fresh objects. Thread-safe.
 *
 * <p>Bytes are only good for a codec of the same kind and settings. Neither method takes or returns null, or changes
 * its argument.
 */
public interface Codec extends AutoCloseable {

  /**
   * Returns the value and everything it refers to as bytes.
   *
   * @throws javax.cache.CacheException if some part of the value cannot be encoded, or the result would be too large
   * @throws IllegalStateException if this codec is closed
   */
  byte[] encode(Object value);

  /**
   * Returns a new object made from what {@link #encode} returned.
   *
   * @throws javax.cache.CacheException if the bytes are damaged, hostile, or made of classes that are missing here
   * @throws IllegalStateException if this codec is closed
   */
  Object decode(byte[] bytes);

  /** Lets go of all pooled state, and so of the class loader; idempotent. */
  @Override
  void close();
}
