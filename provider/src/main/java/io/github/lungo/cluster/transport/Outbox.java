// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait until one member takes them, in order, bounded by their bytes. It has a thread while there are any,
 * which may be held up by that member: that is what the box is for. Thread-safe.
 */
final class Outbox {
  /**
   * Of 1 GB/s the bytes of 4 ms, of 10 MB/s those of 400 ms: enough to bridge the pauses of a healthy member, too little to
   * hide a sick one, or to fill the heap where a cluster of 64 has many of them.
   */
  static final int CAPACITY = 4 * 1024 * 1024;

  /** What a frame costs beside its bytes, so that empty ones are bounded, too. */
  private static final int OVERHEAD = 64;

  private final Executor threads;
  private final Consumer<byte[]> sender;

  @GuardedBy("this")
  private final Queue<byte[]> frames = new ArrayDeque<>();

  /** Of all frames that wait; the one that is being sent is counted no more. */
  @GuardedBy("this")
  private long bytes;

  @GuardedBy("this")
  private boolean running;

  @GuardedBy("this")
  private boolean closed;

  Outbox(Executor threads, Consumer<byte[]> sender) {
    this.threads = threads;
    this.sender = sender;
  }

  /** Returns whether there was room for the frame; an empty box takes one of any size. A closed one loses it. */
  boolean put(byte[] frame) {
    synchronized (this) {
      if (closed) {
        return true;
      }
      if (bytes > 0 && bytes + cost(frame) > CAPACITY) {
        return false;
      }
      bytes += cost(frame);
      frames.add(frame);
      if (running) {
        return true;
      }
      running = true;
    }
    threads.execute(this::run);
    return true;
  }

  /** Loses what waits, and all that comes. What is being sent may still arrive. */
  synchronized void close() {
    closed = true;
    bytes = 0;
    frames.clear();
  }

  private void run() {
    byte[] frame = next();
    while (frame != null) {
      sender.accept(frame);
      frame = next();
    }
  }

  private synchronized byte @Nullable [] next() {
    byte[] frame = frames.poll();
    running = frame != null;
    if (frame != null) {
      bytes -= cost(frame);
    }
    return frame;
  }

  private static long cost(byte[] frame) {
    return (long) frame.length + OVERHEAD;
  }
}
