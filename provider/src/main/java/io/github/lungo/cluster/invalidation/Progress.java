// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.invalidation;

import io.github.lungo.cluster.transport.NodeId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** How far an errand has come. Thread-safe. */
final class Progress {
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Set<NodeId> awaited = ConcurrentHashMap.newKeySet();
  private final List<Progress> parts;

  Progress() {
    this(List.of());
  }

  private Progress(List<Progress> parts) {
    this.parts = parts;
  }

  /** Returns the progress of an errand that was none. */
  static Progress over() {
    return ofAll(List.of());
  }

  /** Returns the progress of several errands. */
  static Progress ofAll(List<Progress> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    Progress whole = new Progress(parts);
    var unused = CompletableFuture.allOf(
            parts.stream().map(Progress::done).toArray(CompletableFuture[]::new))
        .whenComplete((all, failure) -> {
          if (failure == null) {
            whole.done.complete(null);
          } else {
            whole.done.completeExceptionally(failure);
          }
        });
    return whole;
  }

  /** Returns what completes when all members have been told, or have left; only this member's own end fails it. */
  CompletableFuture<Void> done() {
    return done;
  }

  /** Returns the members that have not answered yet, of those asked. */
  Set<NodeId> awaited() {
    Set<NodeId> all = new TreeSet<>(awaited);
    parts.forEach(part -> all.addAll(part.awaited()));
    return all;
  }

  void asked(NodeId member) {
    awaited.add(member);
  }

  void answered(NodeId member) {
    awaited.remove(member);
  }
}
