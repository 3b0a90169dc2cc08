// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.message;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one peer that were served here, with their answers until the peer says that it has them, so that a request
 * that comes twice runs once. Thread-safe.
 */
final class ServedRequests {
  @GuardedBy("this")
  private final TreeMap<Long, Served> byId = new TreeMap<>();

  @GuardedBy("this")
  private long settledBelow;

  /** One request that runs or has run. */
  static final class Served {
    private volatile byte @Nullable [] answer;
    private volatile boolean isSettled;

    /** Returns the frame that answers it; null as long as it runs, and once its asker has it. */
    byte @Nullable [] answer() {
      return answer;
    }

    boolean isSettled() {
      return isSettled;
    }

    void answered(byte[] frame) {
      answer = frame;
      if (isSettled) {
        answer = null;
      }
    }

    private void settle() {
      isSettled = true;
      answer = null;
    }
  }

  /**
   * A request that has come.
   *
   * @param isFresh whether it is to run
   */
  record Admission(Served served, boolean isFresh) {}

  /** Decides whether a request is to run; null if its asker waits for it no more. */
  synchronized @Nullable Admission admit(long id) {
    if (id < settledBelow) {
      return null;
    }
    @Nullable Served known = byId.get(id);
    if (known != null) {
      return known.isSettled() ? null : new Admission(known, false);
    }
    Served fresh = new Served();
    byId.put(id, fresh);
    return new Admission(fresh, true);
  }

  /** Lets go of answers. */
  synchronized void settle(Settlement settlement) {
    if (settlement.below() > settledBelow) {
      settledBelow = settlement.below();
      byId.headMap(settledBelow).clear();
    }
    for (long id : settlement.ids()) {
      @Nullable Served served = byId.get(id);
      if (served != null) {
        served.settle();
      }
    }
  }

  /** Returns how many requests are remembered. */
  synchronized int size() {
    return byId.size();
  }
}
