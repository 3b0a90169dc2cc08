// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import org.jspecify.annotations.Nullable;

/**
 * One JCache operation on one entry. Immutable, and free of effects but for the user code that it is there to call (an
 * entry processor, an expiry policy): storing, events, statistics and the cache writer are up to who executes it.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @param <R> what the operation answers
 */
public sealed interface EntryOperation<K, V, R extends @Nullable Object>
    permits Put, Replace, Remove, Invoke, ProcessorEffect {

  /**
   * Returns what becomes of the entry.
   *
   * @param before the live entry, or null where there is none
   */
  Outcome<R> apply(@Nullable CachedValue before, OperationContext<K, V> context);
}
