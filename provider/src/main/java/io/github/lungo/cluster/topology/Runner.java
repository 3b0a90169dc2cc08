// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.topology;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * That a member runs a cache. Confined to one thread.
 *
 * @param term the term in which it does
 * @param farewells what the member waits for to leave; empty as long as it stays
 */
record Runner(long term, List<CompletableFuture<Answer>> farewells) {

  boolean isLeaving() {
    return !farewells.isEmpty();
  }

  /** Wants to go; returns what completes when it may. */
  CompletableFuture<Answer> leave() {
    CompletableFuture<Answer> farewell = new CompletableFuture<>();
    farewells.add(farewell);
    return farewell;
  }

  /** Lets it go. */
  void release() {
    farewells.forEach(farewell -> farewell.complete(Answer.DONE));
  }

  /** Lets it ask somebody else. */
  void dismiss() {
    farewells.forEach(farewell -> farewell.complete(Answer.ELSEWHERE));
  }
}
