// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.local.Residency;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How much a member keeps of a segment. While it leads the segment, its entries are among those of which some are to go for
 * want of room; the backups' are for their primaries to choose. Confined to the segment's mailbox, but for the figures.
 */
final class Inventory<K> {
  private final Residency<K> residency;
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong weight = new AtomicLong();
  private boolean isLed;

  /** Creates the inventory of a segment of which nothing is kept, and which another member leads. */
  Inventory(Residency<K> residency) {
    this.residency = residency;
  }

  /** Takes notice of what has become of what is known of a key. */
  void changed(K key, @Nullable KeyState before, @Nullable KeyState after) {
    add(size, countOf(after) - countOf(before));
    if (!residency.isBounded()) {
      return;
    }
    @Nullable VersionedValue left = Segment.settledEntry(before);
    @Nullable VersionedValue entered = Segment.settledEntry(after);
    if (left == entered) {
      return;
    }
    long heavier = weightOf(entered) - weightOf(left);
    add(weight, heavier);
    if (!isLed) {
      residency.keepBesides(heavier);
      return;
    }
    if (entered == null) {
      residency.leave(key);
    } else {
      residency.enter(key, entered);
    }
  }

  private static long countOf(@Nullable KeyState state) {
    return state == null || state instanceof Tombstone ? 0 : 1;
  }

  private static long weightOf(@Nullable VersionedValue entry) {
    return entry == null ? 0 : entry.weight();
  }

  /** The mailbox is the only writer. */
  private static void add(AtomicLong figure, long more) {
    if (more != 0) {
      figure.setRelease(figure.getPlain() + more);
    }
  }

  /** Begins to count the entries among those of which some may have to go. */
  void lead(Map<K, KeyState> states) {
    if (isLed) {
      return;
    }
    isLed = true;
    if (residency.isBounded()) {
      residency.keepBesides(-weight());
      states.forEach((key, state) -> {
        @Nullable VersionedValue entry = Segment.settledEntry(state);
        if (entry != null) {
          residency.enter(key, entry);
        }
      });
    }
  }

  /** Leaves them to another member. */
  void follow(Map<K, KeyState> states) {
    if (!isLed) {
      return;
    }
    isLed = false;
    if (residency.isBounded()) {
      residency.keepBesides(weight());
      states.keySet().forEach(residency::leave);
    }
  }

  /** Returns about how many entries are kept, those included that are on their way in. Thread-safe. */
  long size() {
    return size.getAcquire();
  }

  /** Returns how much they weigh together, in a cache with a bound. Thread-safe. */
  long weight() {
    return weight.getAcquire();
  }
}
