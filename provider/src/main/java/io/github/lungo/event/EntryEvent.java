// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.event;

import java.util.function.Function;
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
  private final transient @Nullable Object stored;
  private final transient @Nullable Object oldStored;
  private final transient Function<Object, V> decoder;
  private transient @Nullable V value;
  private transient @Nullable V oldValue;

  EntryEvent(
      Cache<K, V> cache,
      EntryChange<K> change,
      K key,
      Function<Object, V> decoder,
      boolean isOldValueRequired) {
    super(cache, change.type());
    this.key = key;
    this.decoder = decoder;
    this.oldStored = isOldValueRequired ? change.oldStored() : null;
    this.stored = isOfGone() ? oldStored : change.stored();
  }

  private boolean isOfGone() {
    return getEventType() == EventType.REMOVED || getEventType() == EventType.EXPIRED;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public @Nullable V getValue() {
    if (value == null && stored != null) {
      value = isOfGone() ? getOldValue() : decoder.apply(stored);
    }
    return value;
  }

  @Override
  public @Nullable V getOldValue() {
    if (oldValue == null && oldStored != null) {
      oldValue = decoder.apply(oldStored);
    }
    return oldValue;
  }

  @Override
  public boolean isOldValueAvailable() {
    return oldStored != null;
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
