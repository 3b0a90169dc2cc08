// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Where the primary of a key has its value from. Never waits. Thread-safe. */
interface LoadSource<K> {

  /**
   * Fetches values.
   *
   * @param isBulk whether the loader of many keys is wanted, be it for one
   * @return the stored forms by key, without the keys that have no value
   */
  CompletableFuture<Map<K, Object>> fetch(Set<K> keys, boolean isBulk);
}
