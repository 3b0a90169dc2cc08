// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;

/**
 * What one member is still to hear of a write. Immutable.
 *
 * @param version of the newest write of the key
 * @param isForPrimary whether the others are to hear of it only when this member has
 */
record Note(EncodedKey key, Version version, boolean isForPrimary) {

  /** Returns the note as all have to hear it who have not heard of it in the same topology. */
  Note anew() {
    return new Note(key, version, true);
  }

  /** Returns what a member has to hear that has heard neither. */
  Note and(Note other) {
    return new Note(
        key,
        other.version.isNewerThan(version) ? other.version : version,
        isForPrimary || other.isForPrimary);
  }
}
