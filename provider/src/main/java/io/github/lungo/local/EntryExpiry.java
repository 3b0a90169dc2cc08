// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Expiry;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.ExpiryRules;

/**
 * Tells Caffeine the deadlines that entries carry, and asks the expiry rules when an entry is read: the only place where
 * an access moves a deadline, in the same pass as the lookup. The policy is never asked under Caffeine's locks, as
 * entries that are written come with their deadline.
 */
record EntryExpiry<K>(ExpiryRules rules) implements Expiry<K, CachedValue> {

  @Override
  public long expireAfterCreate(K key, CachedValue entry, long now) {
    return left(entry, now);
  }

  @Override
  public long expireAfterUpdate(K key, CachedValue entry, long now, long current) {
    return left(entry, now);
  }

  @Override
  public long expireAfterRead(K key, CachedValue entry, long now, long current) {
    if (rules.hasAccessExpiry()) {
      long deadline = entry.deadline();
      long moved = rules.afterAccess(now, deadline);
      if (moved != deadline) {
        entry.extendTo(moved);
        return left(entry, now);
      }
    }
    return current;
  }

  private static long left(CachedValue entry, long now) {
    long deadline = entry.deadline();
    return deadline == Deadline.NEVER ? Long.MAX_VALUE : Math.max(0, deadline - now);
  }
}
