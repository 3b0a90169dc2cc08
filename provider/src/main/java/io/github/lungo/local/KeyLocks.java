// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.keyed.KeyedSlots;
import io.github.lungo.message.Printed;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Locks of single keys, made when they are wanted and dropped when nobody wants them any more. User code runs under them,
 * so that a slow callback delays its own key and no other. Threads that would wait for each other for ever get an
 * exception. Thread-safe.
 */
final class KeyLocks<K> {
  private final KeyedSlots<KeyLock> held = new KeyedSlots<>();
  private final String cacheName;
  private final KeyWaits waits;

  KeyLocks(String cacheName, KeyWaits waits) {
    this.cacheName = cacheName;
    this.waits = waits;
  }

  /**
   * Locks a key, waiting for whoever holds it.
   *
   * @throws CacheException if this thread holds the key already, or the holder waits for a key of this thread
   */
  KeyLock acquire(K key) {
    KeyLock fresh = new KeyLock(key);
    while (true) {
      KeyLock present = held.putIfAbsent(fresh);
      if (present == null) {
        return fresh;
      }
      if (present.isHeldByCurrentThread()) {
        throw new CacheException("cache '" + cacheName + "': a processor or writer called for key "
            + Printed.text(key) + " may not change that key through the cache");
      }
      if (!present.tryLock()) {
        waitFor(key, present);
      }
      if (!present.isRetired) {
        return present;
      }
      held.remove(present); // if its holder has not come to that yet
      present.unlock();
    }
  }

  /** Locks a key if nobody holds it; null otherwise. */
  private @Nullable KeyLock tryAcquire(K key) {
    KeyLock fresh = new KeyLock(key);
    return held.putIfAbsent(fresh) == null ? fresh : null;
  }

  /** Locks many keys, in whatever order gets them all: it never waits for one while it holds another of them. */
  List<KeyLock> acquireAll(List<K> keys) {
    int contended = 0;
    while (true) {
      List<KeyLock> mine = new ArrayList<>(keys.size());
      int blocked = acquireFrom(contended, keys, mine);
      if (blocked < 0) {
        mine.add(contended, mine.remove(0)); // in the order of the keys again
        return mine;
      }
      mine.forEach(this::release);
      contended = blocked;
    }
  }

  /** Locks a key and then all others; returns which of them somebody holds, or -1. A failure leaves none locked. */
  private int acquireFrom(int first, List<K> keys, List<KeyLock> mine) {
    mine.add(acquire(keys.get(first)));
    try {
      for (int i = 0; i < keys.size(); i++) {
        if (i != first) {
          @Nullable KeyLock lock = tryAcquire(keys.get(i));
          if (lock == null) {
            return i;
          }
          mine.add(lock);
        }
      }
      return -1;
    } catch (RuntimeException | Error failure) { // of a key's own methods
      mine.forEach(this::release);
      throw failure;
    }
  }

  /** Unlocks a key. */
  void release(KeyLock lock) {
    try {
      if (!lock.hasQueuedThreads()) {
        lock.isRetired = true;
        held.remove(lock);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns the lock of a key that somebody holds, or null. */
  @Nullable
  KeyLock held(K key) {
    return held.get(key);
  }

  /** Waits until all steps under way are over, but those of this thread, until the given point of nanoTime at the latest. */
  void awaitRelease(long end) {
    for (KeyLock lock : held.all()) {
      try {
        if (!lock.isHeldByCurrentThread()) {
          if (!lock.tryAcquireNanos(1, Math.max(0, end - System.nanoTime()))) {
            return;
          }
          lock.unlock();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void waitFor(K key, KeyLock lock) {
    waits.begin(lock);
    try {
      List<Thread> circle = waits.circle(lock);
      if (!circle.isEmpty()) {
        throw new CacheException("cache '" + cacheName + "': waiting for key " + Printed.text(key)
            + " would never end, as these threads wait for each other's keys: "
            + circle.stream().map(Thread::getName).toList());
      }
      lock.lock();
    } finally {
      waits.end();
    }
  }
}
