// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of what one member sends another of a segment: to a new owner what is settled, to a new primary what may not be.
 *
 * @param states what is settled of some keys: entries and tombstones
 * @param unsettled updates that may not be settled
 * @param decided calls that may be repeated
 * @param end null unless this is the last part: to a new owner, the version below which all that has left no trace is gone; to
 *     a new primary, one that nothing of the segment exceeds at the sender
 * @param anewAbove nothing that members have who are not there exceeds this version; in the last part. {@link Version#LEAST} if
 *     they have nothing that the sender does not have
 */
record Part<K>(
    List<Map.Entry<K, KeyState>> states,
    List<Update<K>> unsettled,
    List<DecidedCall> decided,
    @Nullable Version end,
    Version anewAbove) {

  /** Returns the only part of a member that is gone. */
  static <K> Part<K> ofNothing() {
    return new Part<>(List.of(), List.of(), List.of(), Version.LEAST, Version.LEAST);
  }

  boolean isLast() {
    return end != null;
  }
}
