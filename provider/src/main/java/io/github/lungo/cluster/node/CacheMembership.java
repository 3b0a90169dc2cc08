// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.node;

import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.topology.TopologyFollower;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.cache.CacheException;

/** A member's part in the topologies of one cache, for threads that wait until it has come or gone. Thread-safe. */
public final class CacheMembership {
  private final ClusterNode node;
  private final String cache;

  /** Creates the part of a member that does not run the cache yet. */
  public CacheMembership(ClusterNode node, String cache) {
    this.node = node;
    this.cache = cache;
  }

  /**
   * Begins to run the cache at this member; returns when it takes part.
   *
   * @param copies how many members keep each entry, if there are enough
   * @throws CacheException if the other members have the cache set up otherwise, or it takes too long; it is left then
   */
  public void join(Fingerprint fingerprint, int copies, TopologyFollower follower) {
    try {
      await(node.topologies().join(cache, fingerprint, copies, follower));
    } catch (CacheException failed) {
      var unused = node.topologies().leave(cache); // it may still be taken in
      throw failed;
    }
  }

  private void await(Future<?> joined) {
    try {
      var unused = joined.get(patience(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof CacheException refused
          ? refused
          : new CacheException("cache '" + cache + "': could not join the cluster", failed);
    } catch (TimeoutException late) {
      throw new CacheException(
          "cache '" + cache + "': no member has taken it in within "
              + node.operationTimeout().multipliedBy(2),
          late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CacheException("cache '" + cache + "': interrupted while joining", interrupted);
    }
  }

  private long patience() {
    return node.operationTimeout().toNanos() * 2;
  }

  /** Hands over what this member keeps of the cache; what that fails with is logged. */
  public void leave() {
    try {
      var unused = node.topologies().leave(cache).get(patience(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      System.getLogger(CacheMembership.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "cache '" + cache + "' is left without having been handed over",
              failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
