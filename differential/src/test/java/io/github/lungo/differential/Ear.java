// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.differential;

import java.util.function.Predicate;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;

/**
 * A synchronous listener, as the script describes it.
 *
 * @param isPermanent whether it is registered with the cache and never deregistered
 * @param hearsExpiry whether it listens for EXPIRED too
 */
record Ear(boolean isPermanent, boolean wantsOldValue, boolean hearsExpiry, Sieve sieve) {

  /** The filters. None looks at values of removed entries: who does not require them does not see them. */
  @SuppressWarnings("ImmutableEnumChecker") // the lambdas capture nothing
  enum Sieve {
    NONE(event -> true),
    EVEN_KEYS(event -> event.getKey().number() % 2 == 0),
    NO_UPDATES(event -> event.getEventType() != EventType.UPDATED),
    EVEN_NEW_VALUES(event -> event.getEventType() == EventType.REMOVED
        || event.getEventType() == EventType.EXPIRED
        || event.getValue().number() % 2 == 0);

    final Predicate<CacheEntryEvent<? extends Box, ? extends Box>> predicate;

    Sieve(Predicate<CacheEntryEvent<? extends Box, ? extends Box>> predicate) {
      this.predicate = predicate;
    }
  }

  /** Returns whether it hears that an entry with this key has expired. */
  boolean hearsExpiryOf(int key) {
    return hearsExpiry && (sieve != Sieve.EVEN_KEYS || key % 2 == 0);
  }
}
