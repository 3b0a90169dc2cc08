// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The decided calls that synchronous listeners are hearing of: who repeats such a call is answered when they have. Confined to
 * the segment's mailbox.
 */
final class CallsBeingHeard {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Map<OperationId, CompletableFuture<Void>> open = new HashMap<>();
  private final Mailbox mailbox;

  CallsBeingHeard(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  void add(OperationId id, CompletableFuture<Void> heard) {
    if (!heard.isDone()) {
      open.put(id, heard);
      var unused =
          heard.whenComplete((nothing, failure) -> mailbox.execute(() -> open.remove(id, heard)));
    }
  }

  /** Returns when listeners have heard of a call, and what one of them threw; at once for one that is not under way. */
  CompletableFuture<Void> of(OperationId id) {
    @Nullable CompletableFuture<Void> heard = open.get(id);
    return heard == null ? DONE : heard;
  }
}
