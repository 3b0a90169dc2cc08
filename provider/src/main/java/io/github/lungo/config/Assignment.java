// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A value that somebody wrote down for a key. Immutable.
 *
 * @param key the key
 * @param value what the key's type made of it
 * @param where how messages name it: place and full key, such as {@code lungo.conf: 7: lungo.caches.orders.mode}
 * @param text what was written
 * @param rival another value for the same key with as good a claim, if there is one
 */
record Assignment(
    Key key,
    Object value,
    String where,
    String text,
    @Nullable Assignment rival) {

  /**
   * Returns the key with the value that the text says.
   *
   * @throws CacheException if it says none
   */
  static Assignment parse(Key key, String text, String where, ClassLoader loader) {
    try {
      return new Assignment(key, key.type().parse(text, loader), where, text, null);
    } catch (IllegalArgumentException wrong) {
      throw new CacheException(where + " " + wrong.getMessage(), wrong);
    }
  }

  /** Returns this assignment, marked as contested where the other one says something else. */
  Assignment besides(Assignment other) {
    return value.equals(other.value) ? this : new Assignment(key, value, where, text, other);
  }

  @Override
  public String toString() {
    return where + " = " + text;
  }
}
