// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.node;

import io.github.lungo.cluster.events.ClusterEvents;
import io.github.lungo.cluster.membership.Fingerprint;
import io.github.lungo.cluster.topology.TopologyFollower;
import io.github.lungo.cluster.transport.View;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.cache.CacheException;

/**
 * A member's part in the topologies of one cache and among those who listen to it, for threads that wait until it has come or
 * gone. Thread-safe.
 */
public final class CacheMembership implements AutoCloseable {
  private final ClusterNode node;
  private final String cache;
  private final ClusterEvents<?, ?> events;
  private final Consumer<View> viewListener;

  /** Creates the part of a member that does not run the cache yet. */
  public CacheMembership(ClusterNode node, String cache, ClusterEvents<?, ?> events) {
    this.node = node;
    this.cache = cache;
    this.events = events;
    this.viewListener = events::viewChanged;
  }

  /**
   * Begins to run the cache at this member; returns when it takes part.
   *
   * @param copies how many members keep each entry, if there are enough
   * @throws CacheException if the other members have the cache set up otherwise, or it takes too long; it is left then
   */
  public void join(Fingerprint fingerprint, int copies, TopologyFollower follower) {
    events.start();
    node.views().listen(viewListener);
    try {
      await(node.topologies()
          .join(cache, fingerprint, copies, new ListeningFollower(follower, events)));
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

  /**
   * Hands over what this member keeps of the cache, and lets the listeners of others hear what it has changed; what that fails
   * with is logged.
   */
  public void leave() {
    try {
      var unused = node.topologies()
          .leave(cache)
          .thenCompose(left -> events.leave())
          .get(patience(), TimeUnit.NANOSECONDS);
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

  /** Hears nothing of the other members any more. */
  @Override
  public void close() {
    node.views().forget(viewListener);
    events.close();
  }
}
