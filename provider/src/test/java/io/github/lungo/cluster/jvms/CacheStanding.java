// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.jvms;

import io.github.lungo.cluster.membership.SegmentOwners;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.replication.KeptHere;
import org.jspecify.annotations.Nullable;

/**
 * How far a cache has come, as one member sees it. Immutable.
 *
 * @param self the member, as the others know it
 * @param topology the name of the newest topology that it has installed, without white space
 * @param coordinator the member that decided it
 * @param members how many members it has
 * @param isRedundant whether each segment has all the owners that it should have, and each of them has all of it
 * @param entries how many entries this member keeps
 */
record CacheStanding(
    String self,
    String topology,
    String coordinator,
    int members,
    boolean isRedundant,
    long entries) {
  private static final String SEPARATOR = " ";

  static CacheStanding of(KeptHere<?, ?> kept) {
    String self = kept.self().uuid().toString();
    @Nullable Topology topology = kept.topology();
    if (topology == null) {
      return new CacheStanding(self, "none", "none", 0, false, 0);
    }
    int owners = Math.min(topology.copies(), topology.members().size());
    boolean isRedundant = topology.isSettled()
        && topology.segments().stream().map(SegmentOwners::nodes).allMatch(n -> n.size() == owners);
    return new CacheStanding(
        self,
        topology.name().toString().replace(' ', '_'),
        topology.name().coordinator().uuid().toString(),
        topology.members().size(),
        isRedundant,
        kept.entries());
  }

  /** Reads what {@link #toString} wrote. */
  static CacheStanding parse(String text) {
    String[] words = text.split(SEPARATOR, -1);
    return new CacheStanding(
        words[0],
        words[1],
        words[2],
        Integer.parseInt(words[3]),
        Boolean.parseBoolean(words[4]),
        Long.parseLong(words[5]));
  }

  @Override
  public String toString() {
    return String.join(
        SEPARATOR,
        self,
        topology,
        coordinator,
        String.valueOf(members),
        String.valueOf(isRedundant),
        String.valueOf(entries));
  }
}
