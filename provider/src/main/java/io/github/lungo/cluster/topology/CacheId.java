// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

/** The number of a cache on the channel: the same on every member, and never that of the {@link #CONTROL} protocol. */
public final class CacheId {
  /** The number under which members agree on topologies. */
  public static final int CONTROL = 0;

  /** The bits that no cache's number has. */
  private static final int EVENTS = 1;

  private static final int STATISTICS = 2;

  private CacheId() {}

  /** Returns the number of the cache of this name. Two names may have the same one: then only one of them can be joined. */
  public static int of(String cache) {
    int hash = cache.hashCode(); // specified, so equal on every JVM
    hash *= 0x9E3779B9;
    hash ^= hash >>> 15;
    hash &= Integer.MAX_VALUE & ~(EVENTS | STATISTICS);
    return hash == CONTROL ? 4 : hash;
  }

  /** Returns the number under which the members tell of what happens in the cache of this name; that of no cache. */
  public static int ofEvents(String cache) {
    return of(cache) | EVENTS;
  }

  /** Returns the number under which the members tell what they have counted of the cache of this name; that of no cache. */
  public static int ofStatistics(String cache) {
    return of(cache) | STATISTICS;
  }
}
