// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.events;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * How far what was told has come. Immutable.
 *
 * @param received completes, never with a failure, when it has its place in the order of its key on all members, or they have
 *     left
 * @param heard completes when all synchronous listeners have heard it, with what the first of them threw, if any did
 */
public record Reception(CompletableFuture<Void> received, CompletableFuture<Void> heard) {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  /** That of what nobody listens to. */
  public static final Reception OF_NOTHING = new Reception(DONE, DONE);

  /** Returns the reception of all of these together. */
  public static Reception all(List<Reception> receptions) {
    return switch (receptions.size()) {
      case 0 -> OF_NOTHING;
      case 1 -> receptions.get(0);
      default ->
        new Reception(
            all(receptions.stream().map(Reception::received)),
            all(receptions.stream().map(Reception::heard)));
    };
  }

  private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
  }
}
