// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.events.Changes;
import io.github.lungo.cluster.events.Reception;
import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import javax.cache.event.EventType;

/** A cluster without listeners. */
final class NobodyListens<K> implements Changes<K> {

  @Override
  public boolean isWanted(EventType type) {
    return false;
  }

  @Override
  public boolean isOldValueWanted(EventType type) {
    return false;
  }

  @Override
  public Reception tell(EntryChange<K> change, Version version, NodeId origin) {
    throw new AssertionError("nobody wants " + change);
  }
}
