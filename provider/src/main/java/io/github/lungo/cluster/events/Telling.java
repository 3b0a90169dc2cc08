// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.transport.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One event that members are told of, until those that are waited for have heard it. Thread-safe. */
final class Telling {
  private final CompletableFuture<Void> heard = new CompletableFuture<>();
  private final long deadline;

  @GuardedBy("this")
  private final Set<NodeId> awaited;

  @GuardedBy("this")
  private @Nullable Throwable first;

  /**
   * Creates a telling that waits for at least one member.
   *
   * @param deadline nanoseconds of the clock of who looks at it
   */
  Telling(Collection<NodeId> awaited, long deadline) {
    this.awaited = new LinkedHashSet<>(awaited);
    this.deadline = deadline;
  }

  /** Completes when all have heard it, or are not waited for any longer, with what the first listener threw, if any did. */
  CompletableFuture<Void> heard() {
    return heard;
  }

  boolean isLate(long now) {
    return now - deadline >= 0;
  }

  long nanosLeft(long now) {
    return Math.max(0, deadline - now);
  }

  /**
   * A member has heard it, with what a listener threw there, if one did. Whoever was not waited for, or not any longer, may
   * say so too.
   */
  void heardBy(NodeId member, @Nullable Throwable failure) {
    end(List.of(member), failure);
  }

  /** Members are gone. */
  void left(Predicate<NodeId> isGone) {
    end(awaited().stream().filter(isGone).toList(), null);
  }

  /** Ends the wait for all that have not heard it yet. */
  void giveUp(Function<List<NodeId>, Throwable> failure) {
    List<NodeId> missing = awaited();
    if (!missing.isEmpty()) {
      end(missing, failure.apply(missing));
    }
  }

  private synchronized List<NodeId> awaited() {
    return new ArrayList<>(awaited);
  }

  private void end(List<NodeId> members, @Nullable Throwable failure) {
    @Nullable Throwable result;
    synchronized (this) {
      if (!awaited.removeAll(members)) {
        return;
      }
      if (first == null) {
        first = failure;
      } else if (failure != null && failure != first) {
        first.addSuppressed(failure);
      }
      if (!awaited.isEmpty()) {
        return;
      }
      result = first;
    }
    if (result == null) {
      heard.complete(null);
    } else {
      heard.completeExceptionally(result);
    }
  }
}
