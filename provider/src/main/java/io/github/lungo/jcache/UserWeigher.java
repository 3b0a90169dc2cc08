// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.jcache;

import io.github.lungo.Weigher;
import io.github.lungo.local.EntryWeigher;
import io.github.lungo.message.Printed;
import io.github.lungo.serialization.ValueCopier;
import javax.cache.CacheException;

/** Asks the user's weigher; a failure of it fails the call that would store the entry. */
record UserWeigher<K, V>(
    String cacheName, Weigher<? super K, ? super V> weigher, ValueCopier copier)
    implements EntryWeigher<K> {

  @Override
  @SuppressWarnings("unchecked") // what is stored was a value of the cache
  public int weigh(K key, Object stored) {
    int weight;
    try {
      weight = weigher.weigh(copier.copy(key), (V) copier.fromStored(stored));
    } catch (Exception failure) {
      throw new CacheException(
          "cache '" + cacheName + "': the weigher failed on key " + Printed.text(key)
              + "; nothing is stored: " + Printed.text(failure),
          failure);
    }
    if (weight < 0) {
      throw new CacheException("cache '" + cacheName
          + "': the weigher must not be negative for key " + Printed.text(key) + ": " + weight);
    }
    return weight;
  }
}
