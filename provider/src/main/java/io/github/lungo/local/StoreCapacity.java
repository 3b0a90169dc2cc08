// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Policy.Eviction;
import io.github.lungo.management.Capacity;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The bound of a store as management sees and changes it. Thread-safe. */
record StoreCapacity<K>(LocalStore<K> store) implements Capacity {

  @Override
  public OptionalLong maximumSize() {
    return maximum(false);
  }

  @Override
  public OptionalLong maximumWeight() {
    return maximum(true);
  }

  private OptionalLong maximum(boolean isWeighted) {
    @Nullable Eviction<K, Object> eviction = store.eviction();
    return eviction == null || eviction.isWeighted() != isWeighted
        ? OptionalLong.empty()
        : OptionalLong.of(eviction.getMaximum());
  }

  @Override
  public void resize(long maximum) {
    @Nullable Eviction<K, Object> eviction = store.eviction();
    if (eviction != null) {
      eviction.setMaximum(maximum);
      store.cleanUp();
    }
  }

  @Override
  public long estimatedSize() {
    return store.estimatedSize();
  }

  @Override
  public OptionalLong weightedSize() {
    @Nullable Eviction<K, Object> eviction = store.eviction();
    return eviction == null ? OptionalLong.empty() : eviction.weightedSize();
  }
}
