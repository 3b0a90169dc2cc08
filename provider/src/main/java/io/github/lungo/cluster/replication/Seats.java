// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Ownership;
import io.github.lungo.cluster.membership.StableHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** This member's parts in all segments of a cache. Immutable; what is in it is not. */
final class Seats<K, V> {
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
              parts.whenDeadline(),
              refreshing,
              new Inventory<>(parts.residency())),
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
}
