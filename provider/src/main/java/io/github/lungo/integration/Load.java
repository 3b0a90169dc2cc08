// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.integration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.keyed.Keyed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
  private final long startedAt;

  /** Who runs the loader, until that is over. */
  private volatile @Nullable Thread runner;

  @GuardedBy("this")
  private boolean isClaimed;

  @GuardedBy("this")
  private boolean isFenced;

  @GuardedBy("this")
  private Progress progress = Progress.RUNNING;

  /** What the loader returned, or the failure. */
  @GuardedBy("this")
  private @Nullable Object result;

  /** The two points; made for the first who waits for one, as nobody waits for most loads. */
  @GuardedBy("this")
  private @Nullable CompletableFuture<@Nullable T> known;

  @GuardedBy("this")
  private @Nullable CompletableFuture<@Nullable T> finished;

  private enum Progress {
    RUNNING,
    KNOWN,
    FINISHED,
    FAILED
  }

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
  public synchronized boolean runBy(Thread thread) {
    if (isClaimed) {
      return false;
    }
    isClaimed = true;
    runner = thread;
    return true;
  }

  /** Says that no thread runs the loader: the result comes from elsewhere. To be called before the load is entered. */
  public synchronized void runElsewhere() {
    isClaimed = true;
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
    reach(Progress.KNOWN, value);
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

  /** Returns whether the value may not be stored, or not any more. */
  public synchronized boolean isFenced() {
    return isFenced;
  }

  /** Hands the result to all who wait. */
  public void finish(@Nullable T value) {
    reach(Progress.FINISHED, value);
    runner = null;
  }

  /** Hands the failure to all who wait. */
  public void fail(Throwable failure) {
    reach(Progress.FAILED, failure);
    runner = null;
  }

  /** Goes on unless the load is there already; the first result stands, and the first end. */
  private void reach(Progress next, @Nullable Object outcome) {
    CompletableFuture<@Nullable T> atKnown;
    CompletableFuture<@Nullable T> atFinished;
    synchronized (this) {
      if (progress.compareTo(next) >= 0 || progress == Progress.FINISHED) {
        return;
      }
      progress = next;
      result = outcome;
      atKnown = known;
      atFinished = next == Progress.KNOWN ? null : finished;
    }
    complete(atKnown, next, outcome);
    complete(atFinished, next, outcome);
  }

  @SuppressWarnings("unchecked") // what is not a failure is the value
  private static <T> void complete(
      @Nullable CompletableFuture<@Nullable T> point, Progress progress, @Nullable Object outcome) {
    if (point == null) {
      return;
    }
    if (progress == Progress.FAILED) {
      // Wrapped, as futures treat a CompletionException or CancellationException of the loader as
      // their own; with a message, as without one they print the failure, whose toString may throw
      // and leave the waiters waiting.
      point.completeExceptionally(new CompletionException("the load failed", (Throwable) outcome));
    } else {
      point.complete((T) outcome);
    }
  }

  /** Returns whether the load is over and has failed. */
  public synchronized boolean isFailed() {
    return progress == Progress.FAILED;
  }

  /** Returns what the loader threw, of what a future of this load is completed with. */
  static Throwable causeOf(Throwable failure) {
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Returns the point at which the loader has returned. */
  synchronized CompletableFuture<@Nullable T> known() {
    if (known == null) {
      known = new CompletableFuture<>();
      if (progress != Progress.RUNNING) {
        complete(known, progress, result);
      }
    }
    return known;
  }

  /** Returns the point at which the load is over. */
  synchronized CompletableFuture<@Nullable T> finished() {
    if (finished == null) {
      finished = new CompletableFuture<>();
      if (progress == Progress.FINISHED || progress == Progress.FAILED) {
        complete(finished, progress, result);
      }
    }
    return finished;
  }
}
