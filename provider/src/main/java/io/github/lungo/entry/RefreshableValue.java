// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * An entry of a cache that loads its entries anew before they expire: it knows when it is due for that. Thread-safe.
 */
public final class RefreshableValue extends ExpiringValue implements Refreshable {
  private static final AtomicLongFieldUpdater<RefreshableValue> DUE_AT =
      AtomicLongFieldUpdater.newUpdater(RefreshableValue.class, "dueAt");

  private final int weight;
  private volatile long dueAt;

  RefreshableValue(Object stored, long deadline, int weight, long dueAt) {
    super(stored, deadline);
    this.weight = weight;
    this.dueAt = dueAt;
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public boolean claimRefresh(long now, long next) {
    long due = dueAt;
    return due <= now && DUE_AT.compareAndSet(this, due, next);
  }

  @Override
  public void putOffRefresh(long next) {
    dueAt = next;
  }
}
