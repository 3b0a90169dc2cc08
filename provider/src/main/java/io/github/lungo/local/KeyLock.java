// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.keyed.Keyed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one key while somebody holds or wants it; not reentrant. Its holder also takes over what the store has to say
 * about the expiry of the key's entry, so that the event of it finds its place among those of the holder's change.
 */
final class KeyLock extends AbstractQueuedSynchronizer implements Keyed {
  private static final long serialVersionUID = 1L;

  /** The state of a lock that is held; zero, as a lock is held by its maker from the start. */
  private static final int HELD = 0;

  private static final int FREE = 1;

  private final transient Object key;
  private final int keyHash;

  /** Whether the lock has left its place, so that who waited for it must look again. Guarded by the lock itself. */
  boolean isRetired;

  /** Written by the holder alone, under this object's monitor. */
  private boolean takesNotes;

  @GuardedBy("this")
  private transient List<CachedValue> expired = List.of();

  /** What other members have outdated while the holder was at work, or null. */
  @GuardedBy("this")
  private transient @Nullable Predicate<CachedValue> outdated;

  /** Makes a lock that the calling thread holds. */
  KeyLock(Object key) {
    this.key = key;
    this.keyHash = key.hashCode();
    setExclusiveOwnerThread(Thread.currentThread());
  }

  @Override
  public Object key() {
    return key;
  }

  @Override
  public int keyHash() {
    return keyHash;
  }

  @Override
  protected boolean tryAcquire(int ignored) {
    if (!compareAndSetState(FREE, HELD)) {
      return false;
    }
    setExclusiveOwnerThread(Thread.currentThread());
    return true;
  }

  @Override
  protected boolean tryRelease(int ignored) {
    setExclusiveOwnerThread(null);
    setState(FREE);
    return true;
  }

  boolean tryLock() {
    return tryAcquire(1);
  }

  /** Waits for the lock, however long that takes. */
  void lock() {
    acquire(1);
  }

  void unlock() {
    release(1);
  }

  boolean isHeldByCurrentThread() {
    return holder() == Thread.currentThread();
  }

  /** Returns the thread that holds the lock, or null. */
  @Nullable
  Thread holder() {
    return getState() == HELD ? getExclusiveOwnerThread() : null;
  }

  /** Begins a step: from now on the holder takes over what expires. */
  synchronized void takeNotes() {
    takesNotes = true;
  }

  /** Returns whether {@link #takeNotes} was called in this step; for the holder. */
  boolean takesNotes() {
    return takesNotes;
  }

  /** Tells the holder that the entry left the store because it has expired; false if the holder does not listen. */
  synchronized boolean noteExpired(CachedValue entry) {
    if (takesNotes) {
      // Two at most: the entry before the step, and the one that the step has stored.
      List<CachedValue> noted = new ArrayList<>(expired);
      noted.add(entry);
      expired = noted;
    }
    return takesNotes;
  }

  /** Begins a step: what has been outdated until now does not concern it. */
  synchronized void beginFresh() {
    outdated = null;
  }

  /** Keeps the holder from storing such entries in this step. */
  synchronized void outdate(Predicate<CachedValue> some) {
    outdated = outdated == null ? some : outdated.or(some);
  }

  /** Runs what stores the holder's entry, unless that was outdated meanwhile. */
  synchronized void storeUnlessOutdated(CachedValue entry, Runnable store) {
    if (outdated == null || !outdated.test(entry)) {
      store.run();
    }
  }

  /** Ends the step: runs the given announcement with what has expired meanwhile, in that order. */
  synchronized void announce(ExpiryAware announcement) {
    announcement.announce(expired);
    expired = List.of();
    takesNotes = false;
  }

  /** The announcement of a step's events. */
  @FunctionalInterface
  interface ExpiryAware {
    void announce(List<CachedValue> expired);
  }
}
