// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The tombstones of a segment, in the order in which they were made, so that those of which no use is left can go: the old ones,
 * and those beyond a number. While the segment is being transferred all stay, as its parts may hold what they are about.
 * Confined to the segment's mailbox.
 */
final class Tombstones<K> {
  /** So many stay in each segment. */
  static final int MOST = 256;

  /** Nothing that is older is still on its way. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private final Map<K, KeyState> states;
  private final Consumer<Version> whenForgotten;
  private final ArrayDeque<Buried<K>> inOrder = new ArrayDeque<>();
  private boolean isTransferring;

  private record Buried<K>(K key, Tombstone tombstone) {}

  /**
   * Creates a segment's tombstones, of which there are none.
   *
   * @param states where the tombstones are
   * @param whenForgotten is told the version of each that goes
   */
  Tombstones(Map<K, KeyState> states, Consumer<Version> whenForgotten) {
    this.states = states;
    this.whenForgotten = whenForgotten;
  }

  /** Says whether there are owners that do not have all of the segment yet. */
  void setTransferring(boolean isTransferring) {
    this.isTransferring = isTransferring;
  }

  /** Takes notice of a tombstone that was made, and lets others go. */
  void made(K key, Tombstone tombstone) {
    inOrder.add(new Buried<>(key, tombstone));
    while (!isTransferring && (inOrder.size() > MOST || isOld(inOrder.element(), tombstone))) {
      Buried<K> oldest = inOrder.remove();
      if (states.remove(oldest.key(), oldest.tombstone())) {
        whenForgotten.accept(oldest.tombstone().version());
      }
    }
  }

  private static boolean isOld(Buried<?> buried, Tombstone newest) {
    return newest.since() - buried.tombstone().since() > LIFE.toNanos();
  }

  /** Forgets all, as the segment was let go of. */
  void clear() {
    inOrder.clear();
  }
}
