// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.entry.CachedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one key while somebody holds or wants it. Its holder also takes over what the store has to say about the
 * expiry of the key's entry, so that the event of it finds its place among those of the holder's change.
 */
final class KeyLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  /** Whether the lock has left the map, so that who waited for it must look again. Guarded by the lock itself. */
  boolean isRetired;

  @GuardedBy("expiryNotes")
  private boolean takesNotes;

  @GuardedBy("expiryNotes")
  private transient List<CachedValue> expired = List.of();

  private final transient Object expiryNotes = new Object();

  /** Begins a step: from now on the holder takes over what expires. */
  void takeNotes() {
    synchronized (expiryNotes) {
      takesNotes = true;
    }
  }

  /** Tells the holder that the entry left the store because it has expired; false if the holder no longer listens. */
  boolean noteExpired(CachedValue entry) {
    synchronized (expiryNotes) {
      if (takesNotes) {
        // Two at most: the entry before the step, and the one that the step has stored.
        List<CachedValue> noted = new ArrayList<>(expired);
        noted.add(entry);
        expired = noted;
      }
      return takesNotes;
    }
  }

  /** Ends the step: runs the given announcement with what has expired meanwhile, in that order. */
  void announce(ExpiryAware announcement) {
    synchronized (expiryNotes) {
      announcement.announce(expired);
      expired = List.of();
      takesNotes = false;
    }
  }

  /** Returns the thread that holds the lock, or null. */
  @Nullable
  Thread holder() {
    return getOwner();
  }

  /** The announcement of a step's events. */
  @FunctionalInterface
  interface ExpiryAware {
    void announce(List<CachedValue> expired);
  }
}
