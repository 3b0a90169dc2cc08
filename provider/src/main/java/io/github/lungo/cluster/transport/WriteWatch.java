// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;

/**
 * How long the writes that are under way take, and which peers to avoid for a while, as they took too long. Thread-safe.
 */
final class WriteWatch {
  /** A failure that came later than that was the peer's silence, not its refusal. */
  private static final Duration QUICK_FAILURE = Duration.ofMillis(100);

  private final long limit;
  private final long avoidance;
  private final LongSupplier nanoTime;
  private final Map<Thread, Write> writes = new ConcurrentHashMap<>();
  private final Map<Address, Long> avoidedSince = new ConcurrentHashMap<>();

  /**
   * Takes how long a write may take, and for how long to avoid a peer that gives no sign of life.
   *
   * @param nanoTime the clock, as {@link System#nanoTime()}
   */
  WriteWatch(Duration limit, Duration avoidance, LongSupplier nanoTime) {
    this.limit = limit.toNanos();
    this.avoidance = avoidance.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * A write of one thread.
   *
   * @param start when it began, by the clock
   * @param abort ends it
   * @param outer what the thread was about before, if anything
   */
  record Write(long start, Runnable abort, @Nullable Write outer) {}

  /** Notes that this thread begins to write. */
  Write begin(Runnable abort) {
    Thread thread = Thread.currentThread();
    Write write = new Write(nanoTime.getAsLong(), abort, writes.get(thread));
    writes.put(thread, write);
    return write;
  }

  /** Notes that this thread is done with the write. */
  void end(Write write) {
    Thread thread = Thread.currentThread();
    if (write.outer() == null) {
      writes.remove(thread);
    } else {
      writes.put(thread, write.outer());
    }
  }

  /** Aborts all writes that take too long. */
  void look() {
    long now = nanoTime.getAsLong();
    for (Write write : writes.values()) {
      if (now - write.start() > limit) {
        write.abort().run();
      }
    }
  }

  /** Has a peer avoided if the write to it, which failed, took its time. */
  void failed(Address peer, Write write) {
    if (nanoTime.getAsLong() - write.start() > QUICK_FAILURE.toNanos()) {
      avoid(peer);
    }
  }

  void avoid(Address peer) {
    avoidedSince.put(peer, nanoTime.getAsLong());
  }

  /** Notes a sign of life. */
  void seen(Address peer) {
    avoidedSince.remove(peer);
  }

  boolean isAvoided(Address peer) {
    Long since = avoidedSince.get(peer);
    if (since == null) {
      return false;
    }
    if (nanoTime.getAsLong() - since < avoidance) {
      return true;
    }
    avoidedSince.remove(peer, since);
    return false;
  }
}
