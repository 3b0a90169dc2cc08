// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.OptionalLong;

/** How full a store is and how full it may become. Implementations are thread-safe and have at most one bound. */
public interface Capacity {

  /** Returns the most entries the store may hold, or empty where size is not bounded. */
  OptionalLong maximumSize();

  /** Returns the most its entries may weigh together, or empty where weight is not bounded. */
  OptionalLong maximumWeight();

  /**
   * Changes the bound the store has, whichever it is, and evicts at once what is over.
   *
   * @param maximum the new bound, not negative
   */
  void resize(long maximum);

  /** Returns about how many entries the store holds. */
  long estimatedSize();

  /** Returns how much the entries weigh together, or empty where they are not weighed. */
  OptionalLong weightedSize();
}
