// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

/** What other members are to know of a write when it returns. */
public enum Consistency {
  /** Everything: whoever reads on another member afterwards sees the write, or a newer one. The default. */
  STRONG,

  /**
   * Nothing yet: a write never waits for other members, which hear of it a moment later. Of two writes of a key at the same time the
   * newer one, by the members' clocks, stays. For {@link CacheMode#INVALIDATION} and {@link CacheMode#REPLICATED}.
   */
  EVENTUAL
}
