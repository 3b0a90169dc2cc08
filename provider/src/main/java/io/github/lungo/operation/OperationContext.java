// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.operation;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.ExpiryRules;
import org.jspecify.annotations.Nullable;

/**
 * What an operation may ask while it is applied. Confined to the thread that applies the operation.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface OperationContext<K, V> {

  /** Returns the key of the entry, a copy of its own where the cache stores by value. */
  K key();

  /** Returns the time; a life that is granted begins now, even if user code has run long before. */
  long now();

  /** Returns the time, or 0 where no life depends on it, as a look at the clock costs more than many an operation. */
  default long nowIfItMatters(@Nullable CachedValue before) {
    boolean isTimeless =
        expiry().isEternal() && (before == null || before.deadline() == Deadline.NEVER);
    return isTimeless ? 0 : now();
  }

  /** Returns the rules by which entries of the cache expire. */
  ExpiryRules expiry();

  /** Returns the value of a stored form, a copy of its own where the cache stores by value. */
  V valueOf(Object stored);

  /** Returns the form in which the cache stores a value. */
  Object storedFormOf(V value);

  /** Returns a new version of the entry. */
  CachedValue entry(Object stored, long deadline);

  /** Returns a version of the entry that a load has brought, so that it may be older than it looks. */
  default CachedValue loadedEntry(Object stored, long deadline) {
    return entry(stored, deadline);
  }

  /** Returns the stored form of the key's value in the external source, or null: read-through on behalf of a processor. */
  @Nullable
  Object load();
}
