// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import java.util.concurrent.CompletableFuture;

/** Who is told what has changed: the listeners on all members. Never waits. */
public interface Changes<K> {

  /**
   * Tells of a change that is visible. Called in the order of the key's changes.
   *
   * @return completes when all synchronous listeners have heard it, with what the first of them threw, if any did
   */
  CompletableFuture<Void> tell(EntryChange<K> change, Version version);
}
