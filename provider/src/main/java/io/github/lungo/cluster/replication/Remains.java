// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.CachedValue;
import io.github.lungo.entry.KeyState;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member kept of a segment when it met members again that had gone on without it. Immutable.
 *
 * @param updates the newest write of each key, and a clear before them; none has news
 * @param calls those that may be repeated
 * @param removedThrough what was written up to this version and is not among the updates was removed
 */
record Remains<K>(List<Update<K>> updates, List<DecidedCall> calls, Version removedThrough) {

  /** Copies the lists. */
  Remains {
    updates = List.copyOf(updates);
    calls = List.copyOf(calls);
  }

  static <K> Remains<K> ofNothing() {
    return new Remains<>(List.of(), List.of(), Version.LEAST);
  }

  /** Takes down what is in a segment; what is not settled there may have been, for all that is known. */
  static <K> Remains<K> of(Segment<K> segment) {
    List<Update<K>> updates = new ArrayList<>();
    Version cleared = segment.horizon().clearedBelow();
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
    return new Remains<>(updates, segment.decided().all(), segment.horizon().removedThrough());
  }

  /** Returns these and others of the same segment. */
  Remains<K> and(Remains<K> others) {
    List<Update<K>> all = new ArrayList<>(updates);
    all.addAll(others.updates);
    List<DecidedCall> allCalls = new ArrayList<>(calls);
    allCalls.addAll(others.calls);
    return new Remains<>(all, allCalls, removedThrough);
  }

  /** Returns removals of entries that others have and that were removed on this side, which it has forgotten otherwise. */
  List<Update<K>> removalsOf(List<Map.Entry<K, CachedValue>> entries) {
    Set<K> known = new HashSet<>();
    updates.forEach(update -> known.add(update.key()));
    List<Update<K>> removals = new ArrayList<>();
    for (Map.Entry<K, CachedValue> entry : entries) {
      boolean wasRemoved = entry.getValue() instanceof VersionedValue value
          && removedThrough.isNewerThan(value.version())
          && !known.contains(entry.getKey());
      if (wasRemoved) {
        removals.add(new Update<>(entry.getKey(), removedThrough, null, null));
      }
    }
    return removals;
  }

  boolean isNothing() {
    return updates.isEmpty() && calls.isEmpty() && removedThrough.equals(Version.LEAST);
  }
}
