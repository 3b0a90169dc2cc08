// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.operation.UnansweredException;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the primary of the newest topology, and asks again as long as the topology is what stands between. Whoever completes
 * the result, at a deadline say, ends that. Thread-safe.
 */
final class Retries {
  private static final Duration SOON = Duration.ofMillis(20);

  private final Routes routes;
  private final Alarm alarm;
  private final NanoClock clock;
  private final Duration longestSilence;

  /**
   * Creates what asks for the callers of one cache.
   *
   * @param longestSilence how long to wait for a sign, where somebody else can do without
   */
  Retries(Routes routes, Alarm alarm, NanoClock clock, Duration longestSilence) {
    this.routes = routes;
    this.alarm = alarm;
    this.clock = clock;
    this.longestSilence = longestSilence;
  }

  /**
   * Completes the result with the first answer that says something of what was asked.
   *
   * @param ask fails with a {@link MovedException} or {@link RequestFailedException} if it is to be asked again
   */
  <T> void ask(CompletableFuture<T> result, Function<Topology, CompletableFuture<T>> ask) {
    askIn(routes.any(), result, ask);
  }

  /** Does the same, until nobody has given a sign for too long; fails with {@link UnansweredException} then. */
  <T> void askForSign(
      CompletableFuture<T> result, BiFunction<Topology, Silence, CompletableFuture<T>> ask) {
    askForSign(result, result::completeExceptionally, ask);
  }

  /**
   * Does the same.
   *
   * @param end completes the result when nobody has given a sign for too long, and nobody is being asked
   */
  <T> void askForSign(
      CompletableFuture<T> result,
      Consumer<UnansweredException> end,
      BiFunction<Topology, Silence, CompletableFuture<T>> ask) {
    Silence silence = new Silence(longestSilence, clock, alarm, result, end);
    ask(result, topology -> ask.apply(topology, silence));
  }

  private <T> void askLater(
      CompletableFuture<T> result, Function<Topology, CompletableFuture<T>> ask) {
    var unused = alarm.set(SOON, () -> ask(result, ask));
  }

  private <T> void askIn(
      CompletableFuture<Topology> next,
      CompletableFuture<T> result,
      Function<Topology, CompletableFuture<T>> ask) {
    var unused = next.whenComplete((topology, never) -> ask(topology, result, ask));
  }

  private <T> void ask(
      Topology topology,
      CompletableFuture<T> result,
      Function<Topology, CompletableFuture<T>> ask) {
    if (result.isDone()) {
      return;
    }
    CompletableFuture<T> answer;
    try {
      answer = ask.apply(topology);
    } catch (RuntimeException | Error failure) {
      result.completeExceptionally(failure);
      return;
    }
    var unused = answer.whenComplete((value, failure) -> {
      @Nullable Throwable cause = Told.cause(failure);
      if (cause == null) {
        result.complete(value);
      } else if (waitsForTopology(cause)) {
        askIn(routes.otherThan(topology.name()), result, ask);
      } else if (isTooEarly(cause)) {
        askLater(result, ask);
      } else {
        result.completeExceptionally(cause);
      }
    });
  }

  private static boolean waitsForTopology(Throwable failure) {
    return (failure instanceof MovedException moved && moved.isAhead())
        || (failure instanceof RequestFailedException request
            && request.reason() == RequestFailedException.Reason.PEER_GONE);
  }

  private static boolean isTooEarly(Throwable failure) {
    return (failure instanceof MovedException moved && !moved.isAhead())
        || (failure instanceof RequestFailedException request
            && request.reason() == RequestFailedException.Reason.NOT_HERE);
  }
}
