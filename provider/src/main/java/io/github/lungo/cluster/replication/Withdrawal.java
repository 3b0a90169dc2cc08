// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Who has not dropped yet what a primary wants to change. Confined to the segment's mailbox. */
final class Withdrawal {
  private final Runnable whenDone;
  private final Set<Grant> awaited;

  /** Those that got their copies in an earlier topology. */
  private final Set<Grant> former = new HashSet<>();

  /**
   * Creates a withdrawal.
   *
   * @param whenDone is run when nobody is awaited any more
   */
  Withdrawal(Collection<Grant> awaited, Runnable whenDone) {
    this.awaited = new HashSet<>(awaited);
    this.whenDone = whenDone;
  }

  boolean isDone() {
    return awaited.isEmpty() && former.isEmpty();
  }

  /** A member has dropped it. */
  void dropped(Grant holder) {
    end(holder::equals, true);
  }

  /** Another topology is installed: who has installed it, too, has dropped everything from before. */
  void follow() {
    former.addAll(awaited);
    awaited.clear();
  }

  /** All these members have installed the newest topology. */
  void inForce(Collection<NodeId> members) {
    end(grant -> members.contains(grant.holder()), false);
  }

  /** Waits no longer for those whose time is over. */
  void lapse(long now) {
    end(grant -> grant.left(now) == 0, true);
  }

  private void end(Predicate<Grant> some, boolean isOfAnyTopology) {
    boolean isSome = former.removeIf(some);
    isSome |= isOfAnyTopology && awaited.removeIf(some);
    if (isSome && isDone()) {
      whenDone.run();
    }
  }
}
