// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.transport;

import static java.lang.System.Logger.Level.ERROR;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The way to a receiver: frames go straight to it, on whatever thread has them, as it must not wait; views and overflows in
 * order, on one thread of ours, as JGroups holds its own lock while it tells of a view. Once closed, nothing gets through.
 * Thread-safe.
 */
final class Deliveries {
  private static final System.Logger log = System.getLogger(Deliveries.class.getName());

  private final Transport.Receiver receiver;
  private final Executor thread;
  private final int minimumMembers;
  private final CompletableFuture<View> sufficientView = new CompletableFuture<>();
  private final Set<NodeId> overflowed = ConcurrentHashMap.newKeySet();

  /** Whoever tells the receiver something reads, whoever closes writes. */
  private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

  private boolean closed;

  /**
   * Takes a thread that runs one task after another.
   *
   * @param minimumMembers how many members make a view sufficient
   */
  Deliveries(Transport.Receiver receiver, Executor thread, int minimumMembers) {
    this.receiver = receiver;
    this.thread = thread;
    this.minimumMembers = minimumMembers;
  }

  void received(NodeId from, byte[] frame) {
    pass(() -> receiver.received(from, frame));
  }

  void viewChanged(View view) {
    thread.execute(() -> {
      pass(() -> receiver.viewChanged(view));
      if (view.members().size() >= minimumMembers) {
        sufficientView.complete(view);
      }
    });
  }

  /** Tells it once more for each loss that comes after the receiver began to hear of the last one. */
  void overflowed(NodeId to) {
    if (overflowed.add(to)) {
      thread.execute(() -> {
        overflowed.remove(to);
        pass(() -> receiver.overflowed(to));
      });
    }
  }

  /** Returns the first view of as many members as there must be, once the receiver has heard of it. */
  Future<View> sufficientView() {
    return sufficientView;
  }

  /** Waits until nobody tells the receiver anything any more. Not to be called by the receiver. */
  void close() {
    sufficientView.cancel(false);
    gate.writeLock().lock();
    try {
      closed = true;
    } finally {
      gate.writeLock().unlock();
    }
  }

  private void pass(Runnable message) {
    Lock open = gate.readLock();
    open.lock();
    try {
      if (!closed) {
        message.run();
      }
    } catch (RuntimeException failure) {
      log.log(ERROR, "a receiver of frames and views failed, which it must not", failure);
    } finally {
      open.unlock();
    }
  }
}
