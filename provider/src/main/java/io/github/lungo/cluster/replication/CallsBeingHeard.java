// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.transport.NodeId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The decided calls that synchronous listeners are hearing of, or have failed on: who repeats such a call is answered when they
 * have heard, with what they threw. Confined to the segment's mailbox.
 */
final class CallsBeingHeard {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Map<NodeId, Map<Long, CompletableFuture<Void>>> byCaller = new HashMap<>();
  private final Mailbox mailbox;

  CallsBeingHeard(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  void add(OperationId id, CompletableFuture<Void> heard) {
    if (heard.isDone() && !heard.isCompletedExceptionally()) {
      return;
    }
    byCaller.computeIfAbsent(id.caller(), caller -> new HashMap<>()).put(id.number(), heard);
    var unused = heard.thenRun(() -> mailbox.execute(() -> remove(id)));
  }

  private void remove(OperationId id) {
    @Nullable Map<Long, CompletableFuture<Void>> calls = byCaller.get(id.caller());
    if (calls != null && calls.remove(id.number()) != null && calls.isEmpty()) {
      byCaller.remove(id.caller());
    }
  }

  /** Returns when listeners have heard of a call, and what one of them threw; at once if there is nothing to say of it. */
  CompletableFuture<Void> of(OperationId id) {
    @Nullable Map<Long, CompletableFuture<Void>> calls = byCaller.get(id.caller());
    @Nullable CompletableFuture<Void> heard = calls == null ? null : calls.get(id.number());
    return heard == null ? DONE : heard;
  }

  /** Lets go of what the caller knows. */
  void forgetBelow(OperationId id) {
    @Nullable Map<Long, CompletableFuture<Void>> calls = byCaller.get(id.caller());
    if (calls != null
        && calls.keySet().removeIf(number -> number < id.decidedBelow())
        && calls.isEmpty()) {
      byCaller.remove(id.caller());
    }
  }

  /** Lets go of the calls of members that are gone. */
  void retain(List<NodeId> members) {
    byCaller.keySet().retainAll(members);
  }

  boolean isEmpty() {
    return byCaller.isEmpty();
  }
}
