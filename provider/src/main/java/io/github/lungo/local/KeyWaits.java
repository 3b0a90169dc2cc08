// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which thread waits for which key's lock, in all caches of one manager, so that threads which would wait for each other for
 * ever are found out, across caches too. Thread-safe.
 */
public final class KeyWaits {
  private final ConcurrentHashMap<Thread, KeyLock> waiting = new ConcurrentHashMap<>();

  /** Creates the waits of a manager. */
  public KeyWaits() {}

  /** Says that this thread is about to wait for a lock. */
  void begin(KeyLock lock) {
    waiting.put(Thread.currentThread(), lock);
  }

  /** Says that this thread no longer waits. */
  void end() {
    waiting.remove(Thread.currentThread());
  }

  /**
   * Returns the threads that wait for each other if this one waits for the lock; none if there is no circle. Threads come and
   * go while the way is followed, so that it may look closed although it never was: only a circle that stays the same, once
   * more for each of its threads, is one.
   */
  List<Thread> circle(KeyLock wanted) {
    List<Thread> circle = walk(wanted);
    for (int i = 0; i < circle.size(); i++) {
      if (!walk(wanted).equals(circle)) {
        return List.of();
      }
    }
    return circle;
  }

  /** Follows who waits for whom; empty if that does not lead back. Both of two threads may find out that it does. */
  private List<Thread> walk(KeyLock wanted) {
    @Nullable KeyLock next = wanted;
    List<Thread> way = new ArrayList<>();
    while (next != null) {
      @Nullable Thread holder = next.holder();
      if (holder == null || way.contains(holder)) {
        return List.of();
      }
      way.add(holder);
      if (holder == Thread.currentThread()) {
        return way;
      }
      next = waiting.get(holder);
    }
    return List.of();
  }
}
