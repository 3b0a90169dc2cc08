// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.membership.Topology;
import java.util.concurrent.CompletableFuture;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The newest topology of a cache that this member runs. Thread-safe. */
public final class CacheTopology {
  private final String cache;

  @GuardedBy("this")
  private CompletableFuture<Standing> next = new CompletableFuture<>();

  private volatile @Nullable Standing standing;

  CacheTopology(String cache) {
    this.cache = cache;
  }

  /**
   * What this member knows at one moment. Immutable.
   *
   * @param topology the newest that it has installed
   * @param isInForce whether all members have
   */
  public record Standing(Topology topology, boolean isInForce) {}

  /**
   * Returns what holds now.
   *
   * @throws IllegalStateException before the first topology
   */
  public Standing standing() {
    @Nullable Standing now = standing;
    if (now == null) {
      throw new IllegalStateException("cache '" + cache + "' has no topology yet");
    }
    return now;
  }

  /**
   * Waits until something else holds than what is known: a newer topology, or that the known one is in force.
   *
   * @param known as it was returned from here
   * @return what holds then; fails with a {@link CacheException} once this member does not run the cache any more. Complete
   *     on the thread of the topologies: what depends on it must not wait for anything
   */
  public CompletableFuture<Standing> after(Standing known) {
    CompletableFuture<Standing> coming;
    synchronized (this) {
      coming = next;
    }
    // After the future was taken: either this sees the news, or the future does.
    @Nullable Standing now = standing;
    return now == null || now.equals(known) || coming.isCompletedExceptionally()
        ? coming.copy()
        : CompletableFuture.completedFuture(now);
  }

  void hold(Standing now) {
    standing = now;
    CompletableFuture<Standing> waiting;
    synchronized (this) {
      waiting = next;
      next = new CompletableFuture<>();
    }
    waiting.complete(now);
  }

  /** Lets those who wait know that nothing comes any more. */
  void end() {
    CompletableFuture<Standing> waiting;
    synchronized (this) {
      waiting = next;
    }
    waiting.completeExceptionally(
        new CacheException("cache '" + cache + "' is not run by this member any more"));
  }
}
