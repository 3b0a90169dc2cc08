// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Copies of entries that other members keep, as many as there is room for: those that are read most stay. Thread-safe.
 *
 * @param <C> what is held of an entry
 */
public final class BoundedCopies<K, C> {
  private final Cache<K, C> copies;

  /**
   * Creates room for copies.
   *
   * @param weight what one weighs, where that is bounded
   */
  public BoundedCopies(Bound bound, ToIntFunction<? super C> weight) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().executor(Runnable::run);
    if (bound.maximumWeight().isPresent()) {
      this.copies = builder
          .maximumWeight(bound.maximumWeight().getAsLong())
          .weigher((K key, C copy) -> Math.max(1, weight.applyAsInt(copy)))
          .build();
    } else {
      this.copies =
          builder.maximumSize(bound.maximumSize().orElse(Long.MAX_VALUE)).build();
    }
  }

  /** Returns the copy of a key's entry, or null. */
  public @Nullable C get(K key) {
    return copies.getIfPresent(key);
  }

  /** Holds a copy. */
  public void put(K key, C copy) {
    copies.put(key, copy);
  }

  /** Lets the copy of a key's entry go. */
  public void remove(K key) {
    copies.invalidate(key);
  }

  /** Lets some copies go. */
  public void removeIf(Predicate<? super C> some) {
    copies.asMap().values().removeIf(some);
  }

  /** Lets all go. */
  public void clear() {
    copies.invalidateAll();
  }

  /** Returns about how many there are. */
  public long size() {
    return copies.estimatedSize();
  }
}
