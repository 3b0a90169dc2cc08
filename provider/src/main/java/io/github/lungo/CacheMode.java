// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

/** Where the values of a cache live. */
public enum CacheMode {
  /** On this node alone: no ports are opened, no other process sees an entry. The default. */
  LOCAL,

  /**
   * On each member what that one has loaded or put: near copies of what lies elsewhere, in a database say. Reads are local; a
   * write is made here, and returns once all other members have dropped what they had of the key.
   */
  INVALIDATION,

  /**
   * On every member of the cluster. Reads are local; a write returns once all members hold it, or
   * at once with {@link Consistency#EVENTUAL}.
   */
  REPLICATED,

  /**
   * On some members of the cluster, the entry's primary and as many backups as are configured. A write returns once all of them
   * hold it.
   */
  PARTITIONED;

  /** Returns whether members of a cluster share the entries, for which the manager needs a cluster's name. */
  public boolean isClustered() {
    return this != LOCAL;
  }
}
