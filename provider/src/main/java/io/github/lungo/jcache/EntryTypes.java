// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.message.Printed;
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
final class EntryTypes<K, V> {
  private final String cacheName;
  private final Class<K> keyType;
  private final Class<V> valueType;
  private final ValueCopier copier;
  private final boolean takesAnyKey;
  private final boolean takesAnyValue;

  EntryTypes(String cacheName, Class<K> keyType, Class<V> valueType, ValueCopier copier) {
    this.cacheName = cacheName;
    this.keyType = keyType;
    this.valueType = valueType;
    this.copier = copier;
    this.takesAnyKey = keyType.isAssignableFrom(Object.class);
    this.takesAnyValue = valueType.isAssignableFrom(Object.class);
  }

  /** Refuses null, with a message that names the cache and the argument. */
  <T> T require(@Nullable T argument, String name) {
    if (argument == null) {
      throw isNull(name);
    }
    return argument;
  }

  private NullPointerException isNull(String name) {
    return new NullPointerException("cache '" + cacheName + "': " + name + " is null");
  }

  /** Refuses null and keys of another type. */
  K requireKey(@Nullable K key) {
    if (key == null) {
      throw isNull("key");
    }
    if (!takesAnyKey && !keyType.isInstance(key)) {
      throw mismatch("key", keyType, key);
    }
    return key;
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
    if (value == null) {
      throw isNull("value");
    }
    if (!takesAnyValue && !valueType.isInstance(value)) {
      throw mismatch("value", valueType, value);
    }
    return value;
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
    return new ClassCastException(
        "cache '" + cacheName + "': " + what + " must be a " + expected.getName() + ", not a "
            + found.getClass().getName() + ": " + Printed.text(found));
  }
}
