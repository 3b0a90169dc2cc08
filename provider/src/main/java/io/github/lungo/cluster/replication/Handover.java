// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of what a former owner of a segment tells the new primary.
 *
 * @param unsettled the updates that may not be settled
 * @param decided the calls that may be repeated
 * @param greatest a version that nothing of the segment exceeds there; null unless this is the last part
 */
record Handover<K>(
    List<Update<K>> unsettled,
    List<DecidedCall> decided,
    @Nullable Version greatest) {

  /** Returns what a member tells that is gone. */
  static <K> Handover<K> nothing() {
    return new Handover<>(List.of(), List.of(), Version.LEAST);
  }
}
