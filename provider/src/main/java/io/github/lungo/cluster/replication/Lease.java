// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;

/**
 * How long this member may show its hot copies of one primary's entries without hearing of that primary: it changes none of
 * them meanwhile unless this member has let its copy go. Counted from when this member asked, so that an answer that was long
 * on its way proves nothing. A lease that has run out never begins again: copies under it are not shown any more, as they may
 * have changed unheard. Thread-safe.
 */
final class Lease {
  /** How long a primary's answer is good for, by the clock of the holder. */
  static final Duration LENGTH = Duration.ofSeconds(1);

  /** How long a primary waits for a holder that does not answer: more, as no two clocks run alike. */
  static final Duration WAIT = LENGTH.plus(LENGTH.dividedBy(10));

  /** After that time it is to be renewed. */
  static final Duration RENEWAL = Duration.ofMillis(300);

  /** So many renewals in a row without a read end it. */
  static final int MOST_IDLE = 200;

  private static final long NONE = Long.MIN_VALUE;

  private final boolean isEndless;

  /** When it runs out; {@link #NONE} before it begins and after its end. */
  private volatile long until = NONE;

  @GuardedBy("this")
  private boolean isOver;

  @GuardedBy("this")
  private long askedLast;

  @GuardedBy("this")
  private int idle;

  /** Whether it was of use since it was renewed last; it does not matter much if that is seen late. */
  private boolean isUsed;

  /**
   * Creates a lease that has not begun.
   *
   * @param isEndless whether it goes on for ever once it has begun, as a mistake
   */
  Lease(boolean isEndless, long now) {
    this.isEndless = isEndless;
    this.askedLast = now;
  }

  /** Returns whether copies may be shown that were looked up before the clock was read. */
  boolean covers(long now) {
    if (!isUsed) {
      isUsed = true;
    }
    long end = until;
    return now < end || (isEndless && end != NONE);
  }

  /**
   * Takes the primary's answer for a proof.
   *
   * @param asked when it was asked
   * @return whether the answer is good for something, and the lease has not run out before
   */
  synchronized boolean prove(long asked, long now) {
    long end = asked + LENGTH.toNanos();
    if (isOver(now) || (now >= end && !isEndless)) {
      return false;
    }
    until = Math.max(until, end);
    return true;
  }

  /** Returns whether it has ended, or has run out and therefore ends now. */
  synchronized boolean isOver(long now) {
    if (until != NONE && now >= until && !isEndless) {
      end();
    }
    return isOver;
  }

  /** Notes that the primary is asked. */
  synchronized void asked(long now) {
    askedLast = now;
  }

  /** Returns whether it is time to ask the primary. */
  synchronized boolean isToRenew(long now) {
    return now - askedLast >= RENEWAL.toNanos();
  }

  /** Counts the times that it was of no use; returns whether they are too many. */
  synchronized boolean isIdle() {
    idle = isUsed ? 0 : idle + 1;
    isUsed = false;
    return idle >= MOST_IDLE;
  }

  /** Ends it. */
  synchronized void end() {
    isOver = true;
    until = NONE;
  }
}
