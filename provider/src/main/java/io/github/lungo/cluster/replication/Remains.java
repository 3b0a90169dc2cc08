// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member kept of a segment when it met members again that had gone on without it. Immutable.
 *
 * @param updates the newest write of each key, and a clear before them; none has news
 * @param calls those that may be repeated
 */
record Remains<K>(List<Update<K>> updates, List<DecidedCall> calls) {

  /** Copies the lists. */
  Remains {
    updates = List.copyOf(updates);
    calls = List.copyOf(calls);
  }

  static <K> Remains<K> ofNothing() {
    return new Remains<>(List.of(), List.of());
  }

  /** Takes down what is in a segment; what is not settled there may have been, for all that is known. */
  static <K> Remains<K> of(Segment<K> segment) {
    List<Update<K>> updates = new ArrayList<>();
    Version cleared = segment.clearedBelow();
    for (Segment.Held<K> held : segment.held()) {
      if (held.update().key() == null) {
        cleared = Version.newest(cleared, held.update().version());
      }
    }
    if (cleared.isNewerThan(Version.LEAST)) {
      updates.add(new Update<>(null, cleared, null, null));
    }
    for (K key : segment.keys()) {
      @Nullable KeyState state = segment.state(key);
      if (state instanceof Unsettled<?> open) {
        updates.add(new Update<>(key, open.version(), open.update().after(), null));
      } else if (state != null) {
        @Nullable VersionedValue entry = state instanceof VersionedValue value ? value : null;
        updates.add(new Update<>(key, state.version(), entry, null));
      }
    }
    return new Remains<>(updates, segment.decided().all());
  }

  /** Returns these and others of the same segment. */
  Remains<K> and(Remains<K> others) {
    List<Update<K>> all = new ArrayList<>(updates);
    all.addAll(others.updates);
    List<DecidedCall> allCalls = new ArrayList<>(calls);
    allCalls.addAll(others.calls);
    return new Remains<>(all, allCalls);
  }

  boolean isNothing() {
    return updates.isEmpty() && calls.isEmpty();
  }
}
