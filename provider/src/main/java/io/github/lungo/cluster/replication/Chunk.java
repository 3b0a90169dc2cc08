// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a segment.
 *
 * @param states what is settled of some keys: entries and tombstones
 * @param decided calls that may be repeated
 * @param floor everything older that has left no trace is gone; null unless this is the last part
 */
record Chunk<K>(
    List<Map.Entry<K, KeyState>> states,
    List<DecidedCall> decided,
    @Nullable Version floor) {

  /** Returns whether the segment is here in whole with this part. */
  boolean isLast() {
    return floor != null;
  }
}
