// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.EntryShape;
import io.github.lungo.entry.HybridClock;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;
import java.time.Duration;

/**
 * When entries are due for being loaded anew, if they ever are: counted from their write. Immutable.
 *
 * @param after nanoseconds after its write from which on an entry is due, or 0 if none ever is
 * @param clock the clock by which that is
 * @param versions the clock of the versions, which say about when entries were written
 */
record RefreshTimes(long after, NanoClock clock, HybridClock versions) {

  /** Returns the entry as it is kept that was written just now. */
  VersionedValue ofFresh(VersionedValue entry) {
    return after == 0 ? entry : due(entry, after);
  }

  /** Returns the entry as it is kept that was written some time ago. */
  VersionedValue ofOld(VersionedValue entry) {
    if (after == 0) {
      return entry;
    }
    long age = Duration.ofMillis(versions.millisSince(entry.version())).toNanos();
    return due(entry, Math.max(0, after - age));
  }

  private VersionedValue due(VersionedValue entry, long left) {
    return EntryShape.refreshable(
        entry.stored(),
        entry.deadline(),
        entry.weight(),
        entry.version(),
        Deadline.after(clock.nanos(), left));
  }
}
