// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.Version;

/** What is known of the keys of a segment that have left no trace there. Confined to the segment's mailbox. */
final class Horizon {
  private Version clearedBelow = Version.LEAST;
  private Version floor = Version.LEAST;
  private Version anewAbove = Version.LEAST;

  /** Returns the version of the last clear: whatever is older was removed by it. */
  Version clearedBelow() {
    return clearedBelow;
  }

  /** Returns the version up to which everything that was written and has left no trace is gone. */
  Version floor() {
    return floor;
  }

  /** Notes that what was written up to this version and has left no trace is gone. */
  void raiseFloor(Version version) {
    floor = Version.newest(floor, version);
  }

  /** Notes that everything up to this version was removed. */
  void cleared(Version version) {
    clearedBelow = version;
    raiseFloor(version);
  }

  /**
   * Returns a version that nothing exceeds that members have who are not there; {@link Version#LEAST} if they have nothing that
   * is not here.
   */
  Version anewAbove() {
    return anewAbove;
  }

  /** Returns whether members that are not there may have what is not here. */
  boolean isAnew() {
    return anewAbove.isNewerThan(Version.LEAST);
  }

  /** Notes that they may. */
  void anewAbove(Version version) {
    anewAbove = Version.newest(anewAbove, version);
  }

  /** Returns up to which version what is not here was removed for certain; {@link Version#LEAST} if nothing was. */
  Version removedThrough() {
    return isAnew() ? Version.LEAST : floor;
  }

  /** Knows nothing any more, but up to where nothing came back. */
  void drop() {
    clearedBelow = Version.LEAST;
    anewAbove = Version.LEAST;
  }

  /** Knows nothing any more, as those who lead the segment now do not go by what was here. */
  void dropAll() {
    drop();
    floor = Version.LEAST;
  }
}
