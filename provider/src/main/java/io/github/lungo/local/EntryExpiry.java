// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.github.benmanes.caffeine.cache.Expiry;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.ExpiryRules;
import java.util.function.Consumer;

/**
 * Tells Caffeine the deadlines that entries carry, and asks the expiry rules when an entry is read: the only place where
 * an access moves a deadline, in the same pass as the lookup. The policy is never asked under Caffeine's locks, as
 * entries that are written come with their deadline.
 *
 * @param rules what the policy says
 * @param unnoticed is told a key whose deadline a read has moved in a way that Caffeine does not follow by itself: it
 *     ignores what reads change by no more than a second, and its timer what they shorten
 */
record EntryExpiry<K>(ExpiryRules rules, Consumer<? super K> unnoticed)
    implements Expiry<K, CachedValue> {
  /** What Caffeine 3.3.1 ignores of a change by a read. */
  private static final long CAFFEINE_TOLERANCE = 1_000_000_000;

  /** A read that prolongs a life by less than its thousandth part leaves it alone, as hot entries are read all the time. */
  private static final int NEGLIGIBLE_SHIFT = 10;

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
    if (!rules.hasAccessExpiry()) {
      return current;
    }
    long deadline = entry.deadline();
    long moved = rules.afterAccess(now, deadline);
    long gained = moved - deadline;
    if (gained == 0 || (gained > 0 && gained <= (moved - now) >> NEGLIGIBLE_SHIFT)) {
      return current;
    }
    entry.extendTo(moved);
    if (gained <= CAFFEINE_TOLERANCE) {
      unnoticed.accept(key);
    }
    return left(entry, now);
  }

  private static long left(CachedValue entry, long now) {
    long deadline = entry.deadline();
    return deadline == Deadline.NEVER ? Long.MAX_VALUE : Math.max(0, deadline - now);
  }
}
