// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.cluster.replication.Primaries.Shown;
import io.github.lungo.cluster.replication.Reads.Found;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.expiry.Deadline;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.local.Bound;
import io.github.lungo.local.BoundedCopies;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The copies that this member keeps of entries it does not own, as it has read them from their primaries: each primary knows
 * who has copies, and has them dropped before it changes an entry. They hold in one topology, and under the {@link Lease} of
 * their primary. Thread-safe.
 */
final class HotCopies<K> {
  private final NodeId self;
  private final NanoClock clock;
  private final RefreshTimes refreshing;
  private final boolean keepsOvertaken;
  private final boolean isLeaseEndless;
  private final boolean keepsForTheNext;

  /** The copies; null if none are kept. */
  private final @Nullable BoundedCopies<K, HotCopy> copies;

  /** The questions whose answers are to be kept, one for each key. */
  @GuardedBy("this")
  private final Map<K, Fill<K>> fills = new HashMap<>();

  /** By primary. */
  @GuardedBy("this")
  private final Map<NodeId, Lease> leases = new HashMap<>();

  private volatile Runnable whenLeased = () -> {};

  /** The topology in which copies are kept; null before the first, and without this member. */
  private volatile @Nullable TopologyName topology;

  /**
   * Creates a place for copies.
   *
   * @param bound how many; null for none. None either of what lives longer when it is read, which the primary has to know
   */
  HotCopies(PrimaryParts<K, ?> parts, @Nullable Bound bound) {
    Set<ReplicationFault> faults = parts.faults();
    this.self = parts.self();
    this.clock = parts.traits().clock();
    this.refreshing = new RefreshTimes(parts.traits().refreshAfter(), clock, parts.versions());
    this.copies = bound == null || parts.traits().expiry().hasAccessExpiry()
        ? null
        : new BoundedCopies<>(bound, copy -> copy.entry().weight());
    this.keepsOvertaken = faults.contains(ReplicationFault.KEEPS_OVERTAKEN_FILLS);
    this.keepsForTheNext = faults.contains(ReplicationFault.KEEPS_COPIES_FOR_THE_NEXT_PRIMARY);
    this.isLeaseEndless = faults.contains(ReplicationFault.SERVES_PAST_THE_LEASE);
  }

  /** Has somebody told when there are leases to renew. */
  void tell(Runnable whoRenews) {
    whenLeased = whoRenews;
  }

  /** Returns the live entry of a key, if there is a copy that may be shown. */
  Found read(K key) {
    BoundedCopies<K, HotCopy> held = copies;
    @Nullable HotCopy copy = held == null ? null : held.get(key);
    // INVARIANT: the clock is read after the copy was found. A thread that pauses in between finds
    // its lease over; one that
    // pauses later has seen a value that was there during its call.
    return copy != null && copy.isGood(clock.nanos()) ? copy.found() : Found.ELSEWHERE;
  }

  /**
   * Begins to ask a primary for what is to be kept.
   *
   * @return null if the answer is not to be kept
   */
  @Nullable
  Fill<K> begin(K key, int segment, Topology in) {
    if (copies == null || in.isOwner(self, segment)) {
      return null;
    }
    synchronized (this) {
      if (!in.name().equals(topology) || fills.containsKey(key)) {
        return null;
      }
      long now = clock.nanos();
      Fill<K> fill = new Fill<>(key, lease(in.primaryOf(segment), now), now);
      fills.put(key, fill);
      return fill;
    }
  }

  @GuardedBy("this")
  private Lease lease(NodeId primary, long now) {
    @Nullable Lease known = leases.get(primary);
    if (known != null && !known.isOver(now)) {
      known.asked(now);
      return known;
    }
    Lease fresh = new Lease(isLeaseEndless, now);
    leases.put(primary, fresh);
    whenLeased.run();
    return fresh;
  }

  /**
   * Ends a fill.
   *
   * @param shown the primary's answer; null if there is none
   */
  void end(@Nullable Fill<K> fill, @Nullable Shown shown) {
    if (fill == null) {
      return;
    }
    synchronized (this) {
      boolean isOvertaken = !fills.remove(fill.key(), fill) && !keepsOvertaken;
      if (shown == null || !shown.mayBeKept()) {
        return;
      }
      long now = clock.nanos();
      boolean isLeased = fill.lease().prove(fill.asked(), now);
      @Nullable VersionedValue entry = shown.entry();
      if (isLeased && !isOvertaken && entry != null) {
        keep(fill, entry, now);
      }
    }
  }

  @GuardedBy("this")
  private void keep(Fill<K> fill, VersionedValue entry, long now) {
    // The time that was left is counted from the question, not from the answer.
    long deadline = entry.deadline() == Deadline.NEVER
        ? Deadline.NEVER
        : entry.deadline() - (now - fill.asked());
    if (copies != null && deadline > now) {
      Found found = new Found(true, refreshing.ofOld(entry));
      copies.put(fill.key(), new HotCopy(found, fill.lease(), deadline));
    }
  }

  /** Drops what there is of a key, or is on its way; of all keys, if there is no key. */
  synchronized void drop(@Nullable K key) {
    if (copies == null) {
      return;
    }
    if (key == null) {
      fills.clear();
      copies.clear();
    } else {
      fills.remove(key);
      copies.remove(key);
    }
  }

  /** Drops everything, and begins anew in another topology. */
  synchronized void follow(Topology next) {
    if (!keepsForTheNext) {
      endAll();
    }
    topology = next.members().contains(self) ? next.name() : null;
  }

  /** Drops everything, and keeps nothing any more. */
  synchronized void close() {
    endAll();
    topology = null;
  }

  @GuardedBy("this")
  private void endAll() {
    leases.values().forEach(Lease::end); // first, for those who read meanwhile
    leases.clear();
    drop(null);
  }

  /** Returns whose entries there are copies of. */
  synchronized List<NodeId> primaries() {
    return List.copyOf(leases.keySet());
  }

  /** A lease that is to be renewed now. */
  record Due(NodeId primary, Lease lease, TopologyName topology, long asked) {}

  /** Lets go of what must not be shown any more, or was not read for long; returns the leases to be renewed. */
  synchronized List<Due> due() {
    long now = clock.nanos();
    @Nullable TopologyName current = topology;
    List<Due> due = new ArrayList<>();
    leases.entrySet().removeIf(entry -> {
      Lease lease = entry.getValue();
      if (lease.isOver(now) || lease.isIdle() || current == null) {
        lease.end();
        dropAll(lease);
        return true;
      }
      if (lease.isToRenew(now)) {
        lease.asked(now);
        due.add(new Due(entry.getKey(), lease, current, now));
      }
      return false;
    });
    return due;
  }

  private void dropAll(Lease lease) {
    if (copies != null) {
      copies.removeIf(copy -> copy.lease() == lease);
    }
  }

  /** The primary has answered that it goes on asking this member. */
  void renewed(Due due) {
    var unused = due.lease().prove(due.asked(), clock.nanos());
  }

  /** Returns whether there are leases. */
  synchronized boolean isLeased() {
    return !leases.isEmpty();
  }

  /** Returns about how many copies there are. */
  long size() {
    return copies == null ? 0 : copies.size();
  }
}
