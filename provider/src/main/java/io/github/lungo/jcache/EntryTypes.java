// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.serialization.ValueCopier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what comes from the caller, and takes it in: null is refused, so is what has another type than the cache declares,
 * and mutable keys are copied where the cache stores by value. Immutable.
 */
record EntryTypes<K, V>(
    String cacheName, Class<K> keyType, Class<V> valueType, ValueCopier copier) {

  /** Refuses null and keys of another type. */
  K requireKey(@Nullable K key) {
    Objects.requireNonNull(key, "key is null");
    if (!keyType.isInstance(key)) {
      throw mismatch("key", keyType, key);
    }
    return key;
  }

  /** Returns the key as the cache keeps it. */
  K own(@Nullable K key) {
    return copier.copy(requireKey(key));
  }

  /** Refuses null and values of another type. */
  V requireValue(@Nullable V value) {
    Objects.requireNonNull(value, "value is null");
    if (!valueType.isInstance(value)) {
      throw mismatch("value", valueType, value);
    }
    return value;
  }

  /** Returns the form in which the cache stores the value. */
  Object storedFormOf(@Nullable V value) {
    return copier.toStored(requireValue(value));
  }

  /** Returns the keys as the cache keeps them, in the caller's order; the caller's set may change later. */
  Set<K> ownAll(Collection<? extends K> keys) {
    Objects.requireNonNull(keys, "keys is null");
    Set<K> own = new LinkedHashSet<>();
    for (K key : keys) {
      own.add(own(key));
    }
    return own;
  }

  private ClassCastException mismatch(String what, Class<?> expected, Object found) {
    return new ClassCastException("cache '" + cacheName + "': " + what + " must be a "
        + expected.getName() + ", not a " + found.getClass().getName() + ": " + found);
  }
}
