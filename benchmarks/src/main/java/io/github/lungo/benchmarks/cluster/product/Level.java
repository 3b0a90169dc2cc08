// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.product;

/** How many copies a cluster of three keeps, and which of them are there when a write returns: what has to be equal in a row. */
public enum Level {
  FLOOR("no cache", "-"),
  PARTITIONED("partitioned, 2 copies", "both"),
  REPLICATED("replicated, 3 copies", "all"),
  EVENTUAL("replicated, 3 copies", "none but the own"),
  INVALIDATION("near copies", "dropped by all others");

  private final String copies;
  private final String acknowledged;

  Level(String copies, String acknowledged) {
    this.copies = copies;
    this.acknowledged = acknowledged;
  }

  /** Returns how the entries are spread. */
  public String copies() {
    return copies;
  }

  /** Returns which copies a write has reached when it returns. */
  public String acknowledged() {
    return acknowledged;
  }
}
