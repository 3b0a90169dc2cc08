// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import java.util.Objects;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** An entry as it was at one moment: what iterators return and writers are given. Immutable, as far as key and value are. */
public final class SnapshotEntry<K, V> implements Cache.Entry<K, V> {
  private final K key;
  private final V value;

  /** Creates an entry of the given key and value. */
  public SnapshotEntry(K key, V value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("a cache entry cannot be unwrapped as " + type.getName());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SnapshotEntry<?, ?> that
        && key.equals(that.key)
        && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, value);
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
