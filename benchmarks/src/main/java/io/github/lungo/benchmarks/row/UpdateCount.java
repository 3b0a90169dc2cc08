// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLong;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;

/**
 * The listener of the row that has one: counts updates for the whole JVM, as some providers make their listeners from a
 * serialised form. Thread-safe as long as one thread at a time changes the cache.
 */
public final class UpdateCount implements CacheEntryUpdatedListener<Integer, Object>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong COUNT = new AtomicLong();

  /** Counts one. */
  static void increment() {
    COUNT.setOpaque(COUNT.getOpaque() + 1);
  }

  /** Returns the count of this JVM. */
  public static long current() {
    return COUNT.getOpaque();
  }

  @Override
  public void onUpdated(
      Iterable<CacheEntryEvent<? extends Integer, ? extends Object>> cacheEntryEvents) {
    for (var event : cacheEntryEvents) {
      if (event.getValue() != null) {
        increment();
      }
    }
  }
}
