// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.keyed.Keyed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One load of one key: a result that all who wait for it share, and a fence that keeps it from storing what a later write
 * has made old. Thread-safe.
 *
 * <p>A load passes two points. Its value is <em>known</em> when the loader has returned, and the load is
 * <em>finished</em> when that value was stored, or was not because the fence had closed. Callers wait for the second, so
 * that what they were given is there when they look again; only an entry processor, whose key the load cannot store while
 * it runs, waits for the first.
 *
 * @param <T> the type of the result
 */
public final class Load<T> implements Keyed {
  private final Object key;
  private final int keyHash;
  private final CompletableFuture<@Nullable T> known = new CompletableFuture<>();
  private final CompletableFuture<@Nullable T> finished = new CompletableFuture<>();
  private final long startedAt;
  private final AtomicBoolean isClaimed = new AtomicBoolean();
  private volatile @Nullable Thread runner;

  @GuardedBy("this")
  private boolean isFenced;

  Load(Object key, long startedAt) {
    this.key = key;
    this.keyHash = key.hashCode();
    this.startedAt = startedAt;
  }

  @Override
  public Object key() {
    return key;
  }

  @Override
  public int keyHash() {
    return keyHash;
  }

  /**
   * Makes the thread the one that runs the loader, so that a loader that waits for itself is found out.
   *
   * @return false if another thread was first
   */
  public boolean runBy(Thread thread) {
    if (!isClaimed.compareAndSet(false, true)) {
      return false;
    }
    runner = thread;
    return true;
  }

  @Nullable
  Thread runner() {
    return runner;
  }

  long startedAt() {
    return startedAt;
  }

  /** Says what the loader returned, or null if it has no value. */
  public void isKnown(@Nullable T value) {
    known.complete(value);
  }

  /** Runs the given step, which stores the value, unless the fence has closed. */
  public synchronized boolean storeUnlessFenced(Runnable store) {
    if (isFenced) {
      return false;
    }
    store.run();
    return true;
  }

  /** Closes the fence; waits for a store that is under way, so that none happens after this call returned. */
  synchronized void fence() {
    isFenced = true;
  }

  /** Hands the result to all who wait. */
  public void finish(@Nullable T value) {
    known.complete(value);
    finished.complete(value);
    runner = null;
  }

  /** Hands the failure to all who wait. */
  public void fail(Throwable failure) {
    // Wrapped, as futures treat a CompletionException or CancellationException of the loader as
    // their own;
    // with a message, as without one they print the failure, whose toString may throw and leave
    // the waiters waiting.
    CompletionException wrapped = new CompletionException("the load failed", failure);
    known.completeExceptionally(wrapped);
    finished.completeExceptionally(wrapped);
    runner = null;
  }

  /** Returns whether the load is over and has failed. */
  public boolean isFailed() {
    return finished.isCompletedExceptionally();
  }

  /** Returns what the loader threw, of what a future of this load is completed with. */
  static Throwable causeOf(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Returns the point at which the loader has returned. */
  CompletableFuture<@Nullable T> known() {
    return known;
  }

  /** Returns the point at which the load is over. */
  CompletableFuture<@Nullable T> finished() {
    return finished;
  }
}
