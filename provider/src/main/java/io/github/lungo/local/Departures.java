// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;

/** Is told of entries that leave the store by themselves. Called under the store's locks, so it must not call back. */
interface Departures<K> {

  /** Returns whether somebody waits to hear that entries expire. */
  boolean wantsExpired();

  /** An entry has left because its deadline has passed. */
  void expired(K key, CachedValue entry);

  /** An entry has left because the cache was full. */
  void evicted();
}
