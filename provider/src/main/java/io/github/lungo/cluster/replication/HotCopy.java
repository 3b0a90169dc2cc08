// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.entry.VersionedValue;
import java.util.Objects;

/**
 * What a member that is no owner keeps of an entry. Immutable.
 *
 * @param found the entry, as a read is to find it
 * @param lease says how long it may be shown
 * @param deadline when the entry may have expired, or {@link io.github.lungo.expiry.Deadline#NEVER}
 */
record HotCopy(Found found, Lease lease, long deadline) {

  /** Returns whether a read may have it that looked it up before the clock was read. */
  boolean isGood(long now) {
    return now < deadline && lease.covers(now);
  }

  VersionedValue entry() {
    return Objects.requireNonNull(found.entry());
  }
}
