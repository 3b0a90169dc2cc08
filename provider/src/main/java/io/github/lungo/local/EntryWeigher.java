// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

/** Weighs entries in stored form; called once for each version of an entry, with no lock held that other keys share. */
@FunctionalInterface
public interface EntryWeigher<K> {

  /** Returns the entry's share of the cache's maximum weight. */
  int weigh(K key, Object stored);
}
