// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.lungo.cluster.message.RequestFailedException;
import io.github.lungo.expiry.NanoClock;
import io.github.lungo.operation.UnansweredException;
import io.github.lungo.schedule.Alarm;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How long a call has had no sign of whom it asks: no acknowledgement, or no topology that names somebody else. A primary that
 * has acknowledged a request may take its time, and if it is lost the time begins anew. Thread-safe.
 */
final class Silence {
  private final Duration longest;
  private final NanoClock clock;
  private final Alarm alarm;
  private final CompletableFuture<?> result;
  private final Consumer<UnansweredException> end;

  @GuardedBy("this")
  private int underWay;

  @GuardedBy("this")
  private long deadline;

  @GuardedBy("this")
  private boolean isAlarmSet;

  /**
   * Begins to wait for a sign.
   *
   * @param result of the call
   * @param end completes the result, when the silence has lasted too long and no request is under way
   */
  Silence(
      Duration longest,
      NanoClock clock,
      Alarm alarm,
      CompletableFuture<?> result,
      Consumer<UnansweredException> end) {
    this.longest = longest;
    this.clock = clock;
    this.alarm = alarm;
    this.result = result;
    this.end = end;
    this.deadline = clock.nanos() + longest.toNanos();
  }

  /**
   * Makes a request, whose acknowledgement may take as long as the silence may still last.
   *
   * @return fails with an {@link UnansweredException} when it has taken longer
   */
  <T> CompletableFuture<T> during(Function<Duration, CompletableFuture<T>> request) {
    long begin = clock.nanos();
    long left;
    synchronized (this) {
      left = Math.max(0, deadline - begin);
      underWay++;
    }
    return request
        .apply(Duration.ofNanos(left))
        .whenComplete((answer, failure) -> ended(begin + left, failure))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(isTimeOut(failure) ? unanswered() : failure));
  }

  private UnansweredException unanswered() {
    return new UnansweredException("no primary gave a sign within " + longest);
  }

  private void ended(long lastForAcknowledgement, @Nullable Throwable failure) {
    boolean isUnanswered = isTimeOut(failure);
    boolean isWaiting;
    synchronized (this) {
      underWay--;
      long now = clock.nanos();
      if (now > lastForAcknowledgement && !isUnanswered) {
        deadline = now + longest.toNanos();
      }
      isWaiting = failure != null && !isUnanswered && underWay == 0;
    }
    if (isWaiting) {
      waitOn();
    }
  }

  private static boolean isTimeOut(@Nullable Throwable failure) {
    return Told.cause(failure) instanceof RequestFailedException request
        && request.reason() == RequestFailedException.Reason.TIMED_OUT;
  }

  /** Waits for whatever has the call ask again. */
  private void waitOn() {
    if (result.isDone()) {
      return;
    }
    long left;
    synchronized (this) {
      left = deadline - clock.nanos();
      if (left > 0) {
        if (!isAlarmSet) {
          isAlarmSet = true;
          var unused = alarm.set(Duration.ofNanos(left), this::look);
        }
        return;
      }
    }
    end.accept(unanswered());
  }

  private void look() {
    synchronized (this) {
      isAlarmSet = false;
      if (underWay > 0) {
        return; // what becomes of that tells
      }
    }
    waitOn();
  }
}
