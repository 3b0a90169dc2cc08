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
 * @param rest what belongs to the segment as a whole; null unless this is the last part
 */
record Chunk<K>(
    List<Map.Entry<K, KeyState>> states, @Nullable Rest rest) {

  /**
   * What belongs to a segment as a whole.
   *
   * @param floor everything older that has left no trace is gone
   * @param decided the calls that may be repeated
   */
  record Rest(Version floor, List<DecidedCall> decided) {}
}
