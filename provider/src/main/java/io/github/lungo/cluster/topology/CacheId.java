// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

/** The number of a cache on the channel: the same on every member, and never that of the {@link #CONTROL} protocol. */
public final class CacheId {
  /** The number under which members agree on topologies. */
  public static final int CONTROL = 0;

  private CacheId() {}

  /** Returns the number of the cache of this name. Two names may have the same one: then only one of them can be joined. */
  public static int of(String cache) {
    int hash = cache.hashCode(); // specified, so equal on every JVM
    hash *= 0x9E3779B9;
    hash ^= hash >>> 15;
    hash &= Integer.MAX_VALUE;
    return hash == CONTROL ? 1 : hash;
  }
}
