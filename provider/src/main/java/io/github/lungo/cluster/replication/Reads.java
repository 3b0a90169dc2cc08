// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.local.Residency;
import org.jspecify.annotations.Nullable;

/**
 * Reads of what this member keeps, without asking anybody: an owner that has all of a segment knows what is there, but for
 * keys with an update that may or may not be settled (the idea of CRAQ, Terrace and Freedman 2009). Thread-safe.
 */
final class Reads<K> {
  private final NanoClock clock;

  /** Whether a read counts as an access, which the primary keeps account of. */
  private final boolean movesDeadlines;

  private final boolean readsWhileIncomplete;
  private final Residency<K> residency;

  Reads(PrimaryParts<K, ?> parts) {
    this.clock = parts.traits().clock();
    this.movesDeadlines = parts.traits().expiry().hasAccessExpiry();
    this.readsWhileIncomplete = parts.makes(ReplicationFault.READS_WHILE_INCOMPLETE);
    this.residency = parts.residency();
  }

  /** Returns the live entry of a key, or that the primary is to be asked. */
  Found read(Seat<K, ?> seat, K key) {
    @Nullable Standing standing = seat.standing();
    if (movesDeadlines
        || standing == null
        || !mayRead(standing)
        || seat.segment().isClearing()) {
      return Found.ELSEWHERE;
    }
    @Nullable KeyState state = seat.segment().state(key);
    // An owner that has lost the segment meanwhile has dropped what was asked for.
    if (state instanceof Unsettled<?> || seat.standing() != standing) {
      return Found.ELSEWHERE;
    }
    if (!(state instanceof VersionedValue entry)) {
      return Found.NOTHING;
    }
    if (entry.isExpiredAt(clock.nanos())) {
      return Found.ELSEWHERE;
    }
    if (standing.isPrimary()) {
      residency.touch(key);
    }
    return new Found(true, entry);
  }

  /** Returns whether this member knows the entries of a segment as well as its primary does. */
  boolean mayWalk(Standing standing) {
    return standing.isComplete() && (!movesDeadlines || standing.isPrimary());
  }

  private boolean mayRead(Standing standing) {
    return standing.isComplete() || (readsWhileIncomplete && standing.isOwner());
  }

  /**
   * What a read found.
   *
   * @param isCertain whether this member can say
   * @param entry the live entry; null if there is none, or it is not certain
   */
  record Found(boolean isCertain, @Nullable VersionedValue entry) {
    static final Found NOTHING = new Found(true, null);
    static final Found ELSEWHERE = new Found(false, null);
  }
}
