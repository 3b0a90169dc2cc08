// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.lungo.entry.CachedValue;
import java.util.OptionalLong;

/**
 * How much a store may hold.
 *
 * @param maximumSize the greatest number of entries, if bounded so
 * @param maximumWeight the greatest total weight of the entries, if bounded so
 */
public record Bound(OptionalLong maximumSize, OptionalLong maximumWeight) {

  boolean isBounded() {
    return maximumSize.isPresent() || maximumWeight.isPresent();
  }

  <K> Caffeine<K, CachedValue> applyTo(Caffeine<Object, Object> builder) {
    if (maximumWeight.isPresent()) {
      return builder
          .maximumWeight(maximumWeight.getAsLong())
          .weigher((K key, CachedValue entry) -> entry.weight());
    }
    return narrowed(
        maximumSize.isPresent() ? builder.maximumSize(maximumSize.getAsLong()) : builder);
  }

  /** A builder without listeners and weigher makes caches of any types. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <K> Caffeine<K, CachedValue> narrowed(Caffeine<Object, Object> builder) {
    return (Caffeine) builder;
  }
}
