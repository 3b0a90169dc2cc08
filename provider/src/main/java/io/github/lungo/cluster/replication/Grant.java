// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.NodeId;
import java.time.Duration;

/**
 * How long another member may show its copies of this member's entries without answering, see {@link Lease}. While it leaves
 * something unanswered for long, it is given no more time, so that nobody waits for it much longer than that. Thread-safe.
 */
final class Grant {
  /** A member that answers nothing for so long is given no more time. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  private final NodeId holder;

  @GuardedBy("this")
  private boolean isGiven;

  @GuardedBy("this")
  private long given;

  /** How many questions to the member wait for an answer. */
  @GuardedBy("this")
  private int unanswered;

  /** When the first of them was asked, or another one answered since. */
  @GuardedBy("this")
  private long silentSince;

  Grant(NodeId holder) {
    this.holder = holder;
  }

  NodeId holder() {
    return holder;
  }

  /** Gives the member its time from now on; returns whether it gets it. */
  synchronized boolean give(long now) {
    if (unanswered > 0 && now - silentSince > PATIENCE.toNanos()) {
      return false;
    }
    isGiven = true;
    given = now;
    return true;
  }

  /** Returns for how many nanoseconds it may still show copies; 0 if it must not, and has none that it will show. */
  synchronized long left(long now) {
    return isGiven ? Math.max(0, given + Lease.WAIT.toNanos() - now) : 0;
  }

  /** The member shows nothing any more. */
  synchronized void release() {
    isGiven = false;
  }

  /** The member is asked to drop something. */
  synchronized void asked(long now) {
    if (unanswered == 0) {
      silentSince = now;
    }
    unanswered++;
  }

  /** It has answered, or will never. */
  synchronized void answered(long now) {
    unanswered--;
    silentSince = now;
  }
}
