// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * An event as one listener sees it. The old value is there only for a listener that requires it; then it is also the value
 * of an entry that was removed or has expired. Confined to the thread that calls the listener.
 */
final class EntryEvent<K, V> extends CacheEntryEvent<K, V> {
  private static final long serialVersionUID = 1L;

  private final transient K key;
  private final transient @Nullable Supplier<V> valueSource;
  private final transient @Nullable Supplier<V> oldValueSource;
  private transient @Nullable V value;
  private transient @Nullable V oldValue;

  EntryEvent(Cache<K, V> cache, EntryChange<K, V> change, K key, boolean isOldValueRequired) {
    super(cache, change.type());
    this.key = key;
    boolean isGone = change.type() == EventType.REMOVED || change.type() == EventType.EXPIRED;
    this.oldValueSource = isOldValueRequired ? change.oldValue() : null;
    this.valueSource = isGone ? oldValueSource : change.value();
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public @Nullable V getValue() {
    if (value == null && valueSource != null) {
      value = valueSource == oldValueSource ? getOldValue() : valueSource.get();
    }
    return value;
  }

  @Override
  public @Nullable V getOldValue() {
    if (oldValue == null && oldValueSource != null) {
      oldValue = oldValueSource.get();
    }
    return oldValue;
  }

  @Override
  public boolean isOldValueAvailable() {
    return oldValueSource != null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("an event of cache '" + ((Cache<?, ?>) getSource()).getName()
        + "' cannot be unwrapped as " + type.getName());
  }

  @Override
  public String toString() {
    return getEventType() + "[" + key + "]";
  }
}
