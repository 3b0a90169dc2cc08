// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.IndeterminateWriteException;
import io.github.lungo.cluster.events.Calls;
import io.github.lungo.cluster.membership.Topology;
import io.github.lungo.cluster.node.Failing;
import io.github.lungo.message.Printed;
import io.github.lungo.operation.UnansweredException;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** Lets callers wait for the cluster, not longer than they may, and says in their words what went wrong. Thread-safe. */
final class Waits {
  private final String cacheName;
  private final Executor background;
  private final Alarm alarm;
  private final Supplier<@Nullable Topology> topology;
  private final Calls calls;

  /**
   * Creates what the callers of one cache wait in.
   *
   * @param calls is told of each call, as a listener may make it
   */
  Waits(
      String cacheName,
      Executor background,
      Alarm alarm,
      Supplier<@Nullable Topology> topology,
      Calls calls) {
    this.cacheName = cacheName;
    this.background = background;
    this.alarm = alarm;
    this.topology = topology;
    this.calls = calls;
  }

  /** Waits for a write, of which it is not known what has become of it if no answer comes. */
  <T> T write(
      String what, Object of, Duration patience, Function<Executor, CompletableFuture<T>> call) {
    return await(
        patience,
        call,
        problem -> new IndeterminateWriteException(
            text(what, of) + problem + "; it may have happened, or still happen" + whereabouts()));
  }

  /**
   * Waits for something that changes nothing.
   *
   * @throws UnansweredException if no answer comes
   */
  <T> T read(
      String what, Object of, Duration patience, Function<Executor, CompletableFuture<T>> call) {
    return await(patience, call, problem -> unanswered(what, of, problem));
  }

  private UnansweredException unanswered(String what, Object of, String problem) {
    return new UnansweredException(text(what, of) + problem + whereabouts());
  }

  /** Returns what a load fails with whose primary has given no sign. */
  UnansweredException silent(Object of, Duration patience) {
    return unanswered("the load", of, "had no sign of a primary within " + patience);
  }

  /** Waits for a load, which goes on if no answer comes. */
  <T> T load(Object of, Duration patience, Function<Executor, CompletableFuture<T>> call) {
    return await(patience, call, problem -> loadGoesOn(of, problem));
  }

  private CacheLoaderException loadGoesOn(Object of, String problem) {
    return new CacheLoaderException(
        text("the load", of) + problem + "; it goes on" + whereabouts());
  }

  /** Lets a load take no longer than its caller may wait, who does something else meanwhile. */
  <T> CompletableFuture<T> loadLater(Object of, Duration patience, CompletableFuture<T> call) {
    if (!call.isDone()) {
      Future<?> limit =
          alarm.set(patience, () -> call.completeExceptionally(loadGoesOn(of, noAnswer(patience))));
      var unused = call.whenComplete((value, failure) -> limit.cancel(false));
    }
    return call;
  }

  private static String noAnswer(Duration patience) {
    return "had no answer within " + patience;
  }

  private String text(String what, Object of) {
    return "cache '" + cacheName + "': " + what + " of " + Printed.text(of) + ' ';
  }

  private String whereabouts() {
    @Nullable Topology current = topology.get();
    return current == null ? "; no member is known" : "; the members are " + current.members();
  }

  private <T> T await(
      Duration patience,
      Function<Executor, CompletableFuture<T>> call,
      Function<String, CacheException> complaint) {
    CallerThread thread = new CallerThread(background);
    CompletableFuture<T> future = calls.calling(() -> call.apply(thread));
    if (!future.isDone()) {
      CallerThread.Wait wait = thread.await(future, System.nanoTime() + patience.toNanos());
      if (wait != CallerThread.Wait.DONE) {
        CacheException failure = complaint.apply(
            wait == CallerThread.Wait.TIMED_OUT ? noAnswer(patience) : "was interrupted");
        if (future.completeExceptionally(failure)) {
          throw failure;
        }
      }
    }
    return value(future);
  }

  private static <T> T value(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException | CancellationException failed) {
      Failing.rethrow(Told.cause(failed));
      throw failed;
    }
  }
}
