// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;

/**
 * What one member is still to hear of a key: the state that the key has when it is told. Immutable.
 *
 * @param version the state is no older than that
 * @param isKeyOnly whether the state of this very version is told without its value
 * @param isRepair whether the member lacks it, as far as its primary is concerned, for others may, too
 */
record Due(Version version, boolean isKeyOnly, boolean isRepair) {

  /** Returns what is due of a write that all are to hear of. */
  static Due ofWrite(Version version) {
    return new Due(version, false, false);
  }

  /** Returns what a member has to hear that has heard neither. */
  Due and(Due other) {
    Due newer = other.version.isNewerThan(version) ? other : this;
    return new Due(newer.version, newer.isKeyOnly, isRepair || other.isRepair);
  }
}
