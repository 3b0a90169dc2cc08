// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.entry.CachedValue;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** Walks the entries of a cache, segment by segment; weakly consistent. Not thread-safe. */
final class ClusterIterator<K> implements Iterator<Map.Entry<K, CachedValue>> {
  private final IntFunction<List<Map.Entry<K, CachedValue>>> entries;
  private Iterator<Map.Entry<K, CachedValue>> here = Collections.emptyIterator();
  private int next;

  /**
   * Creates the iterator.
   *
   * @param entries returns the entries of a segment
   */
  ClusterIterator(IntFunction<List<Map.Entry<K, CachedValue>>> entries) {
    this.entries = entries;
  }

  @Override
  public boolean hasNext() {
    while (!here.hasNext() && next < Ownership.SEGMENTS) {
      here = entries.apply(next).iterator();
      next++;
    }
    return here.hasNext();
  }

  @Override
  public Map.Entry<K, CachedValue> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return here.next();
  }
}
