// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.StableHash;
import io.github.lungo.cluster.membership.TopologyName;
import io.github.lungo.entry.CachedValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** This member's parts in all segments of a cache. Immutable; what is in it is not. */
final class Seats<K, V> {
  /**
   * After what time in one topology a former owner lets go of what it held open. The new primary has asked for it by then;
   * what that missed was never acknowledged.
   */
  static final Duration FORMER_OWNERS_PATIENCE = Duration.ofSeconds(5);

  private static final int MAILBOXES = 16;

  private final StableHash hash;
  private final List<Seat<K, V>> seats = new ArrayList<>(Ownership.SEGMENTS);

  Seats(StableHash hash, PrimaryParts<K, V> parts, PartForm<K> form) {
    this.hash = hash;
    List<Mailbox> mailboxes = new ArrayList<>(MAILBOXES);
    for (int i = 0; i < MAILBOXES; i++) {
      mailboxes.add(new Mailbox());
    }
    RefreshTimes refreshing =
        new RefreshTimes(parts.traits().refreshAfter(), parts.traits().clock(), parts.versions());
    IntFunction<Mailbox> mailboxOf = segment -> mailboxes.get(segment % MAILBOXES);
    for (int segment = 0; segment < Ownership.SEGMENTS; segment++) {
      seats.add(new Seat<>(
          parts,
          new Segment<>(
              segment,
              parts.traits().clock(),
              parts.faults(),
              refreshing,
              new Inventory<>(parts.residency(), parts.whenDeadline())),
          mailboxOf.apply(segment),
          form));
    }
  }

  int segmentOf(K key) {
    return hash.segmentOf(key);
  }

  Seat<K, V> seat(int segment) {
    return seats.get(segment);
  }

  Seat<K, V> seatOf(K key) {
    return seats.get(hash.segmentOf(key));
  }

  List<Seat<K, V>> all() {
    return seats;
  }

  /** Lets go of what is left of the segments that this member does not own in a topology, if that is still the newest. */
  void dropFormer(TopologyName topology) {
    seats.forEach(seat -> seat.mailbox().execute(() -> seat.dropFormer(topology)));
  }

  /** Has a version of an entry go for want of room, if this member leads its segment. */
  void evict(K key, CachedValue entry) {
    Seat<K, V> seat = seatOf(key);
    seat.mailbox().execute(() -> {
      @Nullable Primacy<K, V> primacy = seat.openPrimacy();
      if (primacy != null) {
        primacy.evictions().add(key, entry);
      }
    });
  }
}
