// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** An entry of a clustered cache that loads its entries anew before they expire. Thread-safe. */
public final class RefreshableVersion extends VersionedValue implements Refreshable {
  private static final AtomicLongFieldUpdater<RefreshableVersion> DUE_AT =
      AtomicLongFieldUpdater.newUpdater(RefreshableVersion.class, "dueAt");

  private volatile long dueAt;

  RefreshableVersion(Object stored, long deadline, int weight, Version version, long dueAt) {
    super(stored, deadline, weight, version);
    this.dueAt = dueAt;
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
