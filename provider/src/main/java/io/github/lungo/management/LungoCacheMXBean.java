// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import javax.cache.management.CacheMXBean;

/**
 * What JMX shows and changes of a cache beyond JSR-107: how full it is, and how full it may become on this node.
 * Implementations are thread-safe.
 *
 * <p>A cache is bounded by size, by weight, or not at all, which it keeps for life; only the figure can change.
 */
public interface LungoCacheMXBean extends CacheMXBean {

  /** What the bounds and the weighed size return where the cache has none. */
  long UNBOUNDED = -1;

  /** Returns how this cache spreads its entries over nodes, as its configuration names it. */
  String getMode();

  /** Returns how many entries this node may hold, or -1 where size is not bounded. */
  long getMaximumSize();

  /**
   * Changes how many entries this node may hold; evicts at once what is over.
   *
   * @throws IllegalArgumentException if the size is negative
   * @throws IllegalStateException if the cache was built without a maximum size
   */
  void setMaximumSize(long maximumSize);

  /** Returns how much the entries of this node may weigh together, or -1 where weight is not bounded. */
  long getMaximumWeight();

  /**
   * Changes how much the entries of this node may weigh together; evicts at once what is over.
   *
   * @throws IllegalArgumentException if the weight is negative
   * @throws IllegalStateException if the cache was built without a maximum weight
   */
  void setMaximumWeight(long maximumWeight);

  /** Returns about how many entries this node holds, expired ones that were not collected yet included. */
  long getEstimatedSize();

  /** Returns how much the entries of this node weigh together, or -1 where they are not weighed. */
  long getWeightedSize();

  /** Returns how many loads this node is running now. */
  int getLoadsInFlight();

  /** Returns how many loads were given up since the cache was made, because they took longer than the load timeout. */
  long getOvertakenLoads();

  /** Returns how many values were loaded anew in the background since the cache was made. */
  long getRefreshes();

  /** Returns how many gets were given a value that had expired since the cache was made. */
  long getStaleAnswers();

  /** Returns how many times since the cache was made the loader was not asked, as it was known to find nothing. */
  long getNegativeAnswers();

  /** Returns how many times since the cache was made a call failed without the loader, which had failed a moment ago. */
  long getPausedLoads();
}
