// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.entry.Version;
import io.github.lungo.event.EntryChange;
import java.util.concurrent.CompletableFuture;

/** Who is told what was written here: the listeners on other members. Never waits. */
@FunctionalInterface
public interface Changes<K> {

  /**
   * Tells of a write that is visible here; its local listeners have been called.
   *
   * @param version of the write; of two writes of a key at this member the later one has the newer version
   * @return completes when all synchronous listeners have heard it
   */
  CompletableFuture<Void> tell(EntryChange<K> change, Version version);
}
