// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import io.github.lungo.expiry.Deadline;

/**
 * One version of an entry: the value in the form in which it is stored, and what its cache needs to know of it. Each
 * write makes a new one, so that within one node the instance is the version. This class is the smallest shape, of an
 * entry that never expires; immutable.
 */
public sealed class CachedValue permits ExpiringValue {
  private final Object stored;

  CachedValue(Object stored) {
    this.stored = stored;
  }

  /** Returns the value as stored: the object itself, or its encoded bytes. */
  public final Object stored() {
    return stored;
  }

  /** Returns the point of the cache's clock at which the entry expires. */
  public long deadline() {
    return Deadline.NEVER;
  }

  /** Returns whether the entry's life has ended at the given time. */
  public final boolean isExpiredAt(long now) {
    return deadline() <= now;
  }

  /** Returns the share of the cache's maximum weight that the entry takes. */
  public int weight() {
    return 1;
  }

  /** Moves the deadline, after an access; an entry that never expires stays so. */
  public void extendTo(long deadline) {}

  /** Returns whether both are the same version of an entry, so that no write came between them. */
  public final boolean isSameVersionAs(CachedValue other) {
    return this == other;
  }
}
