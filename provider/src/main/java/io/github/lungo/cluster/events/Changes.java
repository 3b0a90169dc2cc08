// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import io.github.lungo.cluster.transport.NodeId;
import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import java.util.concurrent.CompletableFuture;

/** Who is told what has changed: the listeners on all members. Never waits. */
public interface Changes<K> {

  /**
   * Tells of a change that is visible. Called by the key's primary, in the order of the key's changes.
   *
   * @param origin the member on which the operation was called; the primary itself for what no operation did
   * @return completes when all synchronous listeners have heard it, with what the first of them threw, if any did
   */
  CompletableFuture<Void> tell(EntryChange<K> change, Version version, NodeId origin);
}
