// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.SnapshotEntry;
import io.github.lungo.operation.Remove;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Walks a cache's entries, weakly consistent: what is there all the time is returned once, what comes or goes meanwhile may
 * or may not be. Only an entry that is returned counts as read. Not thread-safe.
 */
final class CacheIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
  private final CacheParts<K, V> parts;
  private final Runnable requireOpen;
  private final BiConsumer<K, Remove<K, V>> remover;
  private final Iterator<Map.Entry<K, CachedValue>> entries;
  private Map.@Nullable Entry<K, CachedValue> next;
  private Map.@Nullable Entry<K, CachedValue> last;

  CacheIterator(CacheParts<K, V> parts, Runnable requireOpen, BiConsumer<K, Remove<K, V>> remover) {
    this.parts = parts;
    this.requireOpen = requireOpen;
    this.remover = remover;
    this.entries = parts.engine().entries();
  }

  @Override
  public boolean hasNext() {
    requireOpen.run();
    while (next == null && entries.hasNext()) {
      Map.Entry<K, CachedValue> candidate = entries.next();
      if (!candidate.getValue().isExpiredAt(parts.traits().clock().nanos())) {
        next = candidate;
      }
    }
    return next != null;
  }

  @Override
  public Cache.Entry<K, V> next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException("cache '" + parts.traits().name() + "' has no more entries");
    }
    Map.Entry<K, CachedValue> entry = next;
    next = null;
    last = entry;
    long start = parts.statistics().start();
    parts.engine().touch(entry.getKey());
    V value = parts.traits().valueOf(entry.getValue().stored());
    if (start != 0) {
      parts.statistics().recordHits(1);
      parts.statistics().recordGetTime(start);
    }
    return new SnapshotEntry<>(parts.traits().keyFor(entry.getKey()), value);
  }

  /** Removes the entry that was returned last, unless it was written since. */
  @Override
  public void remove() {
    requireOpen.run();
    Map.Entry<K, CachedValue> entry = last;
    if (entry == null) {
      throw new IllegalStateException("cache '" + parts.traits().name()
          + "': remove() needs a next() before it, and only one remove() each");
    }
    last = null;
    remover.accept(entry.getKey(), Remove.ifStill(entry.getValue()));
  }
}
