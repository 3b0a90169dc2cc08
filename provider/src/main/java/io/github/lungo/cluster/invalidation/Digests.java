// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Trace;
import io.github.lungo.entry.Version;

/**
 * A number for each segment that says whether two members have the same entries of it in the same versions. An entry that is
 * missing in its very version counts as one; a removal does not, as members forget those at times of their own. Confined to one
 * thread until it is complete.
 */
final class Digests {
  /** A version that nothing exceeds. */
  static final Version ALL = new Version(Long.MAX_VALUE, Long.MAX_VALUE);

  private final Version through;
  private final long[] bySegment = new long[Ownership.SEGMENTS];

  /**
   * Creates the digests of nothing.
   *
   * @param through what is newer does not count, as it may still be on its way
   */
  Digests(Version through) {
    this.through = through;
  }

  Version through() {
    return through;
  }

  void add(long hash, KeyState state) {
    boolean isGone = state instanceof Trace trace && !trace.isElsewhere();
    if (!isGone && !state.version().isNewerThan(through)) {
      long version = mixed(state.version().stamp() + mixed(state.version().member()));
      bySegment[(int) (hash & (Ownership.SEGMENTS - 1))] += mixed(hash + version);
    }
  }

  /** The finalizer of MurmurHash3: each bit of the result depends on each of the number. */
  private static long mixed(long number) {
    long one = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    long two = (one ^ (one >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return two ^ (two >>> 33);
  }

  long of(int segment) {
    return bySegment[segment];
  }
}
