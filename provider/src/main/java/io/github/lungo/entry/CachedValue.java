// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import io.github.lungo.expiry.Deadline;

/**
 * One version of an entry: the value in the form in which it is stored, and what its cache needs to know of it. This class
 * is the smallest shape, of an entry that never expires; immutable.
 */
public sealed class CachedValue permits ExpiringValue {
  private final Object stored;

  CachedValue(Object stored) {
    this.stored = stored;
  }

  /** Returns the entry that a store {@linkplain #held() holds} so. */
  public static CachedValue of(Object held) {
    return held instanceof CachedValue entry ? entry : new CachedValue(held);
  }

  /**
   * Returns what a store holds of the entry: the value as stored where there is nothing to know beside it, else this. The
   * instance that is held is the version, for this class as well, whose objects come and go.
   */
  public Object held() {
    return stored;
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

  /**
   * Returns whether both are the same version of an entry, so that no write came between them, but one of the very same
   * object where values are all that is held.
   */
  public boolean isSameVersionAs(CachedValue other) {
    return held() == other.held();
  }
}
