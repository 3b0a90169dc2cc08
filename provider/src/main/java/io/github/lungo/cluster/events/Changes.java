// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import javax.cache.event.EventType;

/** Who is told what has changed: the listeners on all members. Never waits. Thread-safe. */
public interface Changes<K> {

  /** Returns whether somebody, on whichever member, listens to events of the type. */
  boolean isWanted(EventType type);

  /** Returns whether one of those wants the old value with them. */
  boolean isOldValueWanted(EventType type);

  /**
   * Tells of a change that is visible. Called by the key's primary, in the order of the key's changes; by its successor once
   * more, in the same version, where it is not sure that it was told.
   *
   * @param origin the member on which the operation was called; the primary itself for what no operation did
   */
  Reception tell(EntryChange<K> change, Version version, NodeId origin);
}
