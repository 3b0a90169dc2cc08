// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.serialization.SerializationException;
import io.github.lungo.serialization.ValueCopier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Checks what comes from the caller, and takes it in: null is refused, so is what has another type than the cache declares,
 * and mutable keys are copied where the cache stores by value. Immutable.
 */
record EntryTypes<K, V>(
    String cacheName, Class<K> keyType, Class<V> valueType, ValueCopier copier) {

  /** Refuses null, with a message that names the cache and the argument. */
  <T> T require(@Nullable T argument, String name) {
    if (argument == null) {
      throw new NullPointerException("cache '" + cacheName + "': " + name + " is null");
    }
    return argument;
  }

  /** Refuses null and keys of another type. */
  K requireKey(@Nullable K key) {
    K given = require(key, "key");
    if (!keyType.isInstance(given)) {
      throw mismatch("key", keyType, given);
    }
    return given;
  }

  /** Returns the key as the cache keeps it. */
  K own(@Nullable K key) {
    K given = requireKey(key);
    try {
      return copier.copy(given);
    } catch (SerializationException failure) {
      throw notEncodable("key", failure);
    }
  }

  /** Refuses null and values of another type. */
  V requireValue(@Nullable V value) {
    V given = require(value, "value");
    if (!valueType.isInstance(given)) {
      throw mismatch("value", valueType, given);
    }
    return given;
  }

  /** Returns the form in which the cache stores the value. */
  Object storedFormOf(@Nullable V value) {
    V given = requireValue(value);
    try {
      return copier.toStored(given);
    } catch (SerializationException failure) {
      throw notEncodable("value", failure);
    }
  }

  /** Returns the keys as the cache keeps them, in the caller's order; the caller's set may change later. */
  Set<K> ownAll(Collection<? extends K> keys) {
    require(keys, "keys");
    Set<K> own = new LinkedHashSet<>();
    for (K key : keys) {
      own.add(own(key));
    }
    return own;
  }

  private CacheException notEncodable(String what, SerializationException failure) {
    return new CacheException(
        "cache '" + cacheName + "': nothing has changed, as the " + what
            + " cannot be stored by value: " + failure.getMessage(),
        failure);
  }

  private ClassCastException mismatch(String what, Class<?> expected, Object found) {
    return new ClassCastException("cache '" + cacheName + "': " + what + " must be a "
        + expected.getName() + ", not a " + found.getClass().getName() + ": " + found);
  }
}
