// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.membership;

import javax.cache.CacheException;

/**
 * Hashes of the keys of one cache by their content: the same for equal keys on every JVM, so that all nodes look for a key
 * in the same place. Thread-safe.
 *
 * <p>Strings, numbers, dates and other values of the JDK are hashed by value, enums by class and name, records, lists,
 * arrays, entries and optionals by their parts, sets and maps without regard to order. Objects of all other classes are
 * hashed by their own {@code hashCode}, which must then follow from their content alone: not from the hashCode of an enum,
 * say, which differs from JVM to JVM. So are records that declare a hashCode themselves, if it is not final.
 */
public final class StableHash {
  private final String cacheName;

  /** Creates the hashes of the named cache's keys. */
  public StableHash(String cacheName) {
    this.cacheName = cacheName;
  }

  /** Returns the number of the segment that a key belongs to, from 0. */
  public int segmentOf(Object key) {
    return (int) (of(key) & (Ownership.SEGMENTS - 1));
  }

  /**
   * Returns the hash of a key.
   *
   * @throws CacheException if the key, or some part of it, has none that is the same on every node; the message says why and
   *     what to do
   */
  public long of(Object key) {
    KeyForm form = KeyForms.of(key.getClass());
    if (form instanceof ValueForm value) {
      return value.hash(key);
    }
    try {
      return form.hash(key, new PartsWalk());
    } catch (UnhashableException e) {
      throw new CacheException("cache '" + cacheName
          + "' needs keys that every node hashes alike, but " + e.explanation());
    }
  }
}
