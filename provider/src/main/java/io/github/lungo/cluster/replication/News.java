// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.Changes;
import io.github.lungo.cluster.events.Reception;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.entry.VersionedValue;
import io.github.lungo.event.EntryChange;
import io.github.lungo.operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What listeners are to be told of an update. It goes to all owners with the update, so that whoever settles that can tell.
 * Immutable.
 *
 * @param origin the member whose call it came of; the primary itself where there was none
 * @param changes in their order, one at least
 */
record News<K>(NodeId origin, List<EntryChange<K>> changes) {

  /** Returns what there is to tell of an operation; null if nobody listens to such. */
  static <K> @Nullable News<K> of(
      Changes<K> listening,
      NodeId origin,
      K key,
      Outcome<?> outcome,
      @Nullable VersionedValue replaced) {
    List<EntryChange<K>> all = new ArrayList<>(2);
    if (replaced != null && outcome.before() == null) {
      add(all, listening, EventType.EXPIRED, key, replaced.stored(), replaced.stored());
    }
    @Nullable Object before = outcome.storedBefore();
    switch (outcome.change()) {
      case NONE -> {}
      case CREATED -> add(all, listening, EventType.CREATED, key, stored(outcome), null);
      case UPDATED -> add(all, listening, EventType.UPDATED, key, stored(outcome), before);
      case UPDATED_TO_EXPIRE -> {
        Object last = stored(outcome);
        add(all, listening, EventType.UPDATED, key, last, before);
        add(all, listening, EventType.EXPIRED, key, last, last);
      }
      case REMOVED -> add(all, listening, EventType.REMOVED, key, before, before);
    }
    return of(origin, all);
  }

  /** Returns that an entry has expired by itself; null if nobody listens to that. */
  static <K> @Nullable News<K> ofExpiry(Changes<K> listening, NodeId origin, K key, Object last) {
    List<EntryChange<K>> all = new ArrayList<>(1);
    add(all, listening, EventType.EXPIRED, key, last, last);
    return of(origin, all);
  }

  private static <K> @Nullable News<K> of(NodeId origin, List<EntryChange<K>> changes) {
    return changes.isEmpty() ? null : new News<>(origin, changes);
  }

  private static <K> void add(
      List<EntryChange<K>> to,
      Changes<K> listening,
      EventType type,
      K key,
      @Nullable Object stored,
      @Nullable Object old) {
    if (listening.isWanted(type)) {
      to.add(new EntryChange<>(type, key, stored, old));
    }
  }

  private static Object stored(Outcome<?> outcome) {
    return Objects.requireNonNull(outcome.after()).stored();
  }

  /** Tells it, of the version that is shown. */
  Reception tell(Changes<K> listeners, Version shown) {
    return Reception.all(
        changes.stream().map(change -> listeners.tell(change, shown, origin)).toList());
  }
}
