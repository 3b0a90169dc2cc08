// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lungo.IndeterminateWriteException;
import io.github.lungo.cluster.events.Calls;
import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.cache.integration.CacheLoaderException;
import org.junit.jupiter.api.Test;

/** What callers are told of whom nobody answers. */
final class WaitsTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final List<Runnable> alarms = new ArrayList<>();
  private final Waits waits = new Waits(
      "orders",
      Runnable::run,
      (delay, task) -> {
        assertThat(delay).isEqualTo(SHORT);
        alarms.add(task);
        return new FutureTask<>(task, null);
      },
      () -> null,
      new Listeners());

  /** Nobody listens. */
  private static final class Listeners implements Calls {

    @Override
    public <T> CompletableFuture<T> calling(Supplier<CompletableFuture<T>> call) {
      return call.get();
    }
  }

  @Test
  void write_nobodyAnswers_saysWhatIsNotKnown() {
    CompletableFuture<String> call = new CompletableFuture<>();

    assertThatThrownBy(() -> waits.write("put", "k1", SHORT, thread -> call))
        .isExactlyInstanceOf(IndeterminateWriteException.class)
        .hasMessage(
            "cache 'orders': put of k1 had no answer within PT0.02S; it may have happened, or"
                + " still happen; no member is known");
    assertThat(call).isCompletedExceptionally(); // so that nobody asks again
  }

  @Test
  void read_nobodyAnswers_isNoMoreThanThat() {
    assertThatThrownBy(
            () -> waits.read("get", "k1", SHORT, thread -> new CompletableFuture<String>()))
        .isExactlyInstanceOf(UnansweredException.class)
        .hasMessage("cache 'orders': get of k1 had no answer within PT0.02S; no member is known");
  }

  @Test
  void write_interrupted_keepsTheInterruptAndSaysSo() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() ->
            waits.write("put", "k1", Duration.ofDays(1), thread -> new CompletableFuture<String>()))
        .isExactlyInstanceOf(IndeterminateWriteException.class)
        .hasMessageContaining("was interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void later_nobodyAnswers_failsWhenTheTimeIsOver() {
    CompletableFuture<String> call = new CompletableFuture<>();

    CompletableFuture<String> load = waits.loadLater("k1", SHORT, call);
    assertThat(load).isNotDone();
    alarms.forEach(Runnable::run);

    assertThat(load)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isExactlyInstanceOf(CacheLoaderException.class)
        .withMessage(
            "cache 'orders': the load of k1 had no answer within PT0.02S; it goes on; no member is known");
  }

  @Test
  void later_answered_setsNoAlarmOff() {
    CompletableFuture<String> call = new CompletableFuture<>();
    List<Future<?>> set = new ArrayList<>();
    Waits watched = new Waits(
        "orders",
        Runnable::run,
        (delay, task) -> {
          Future<?> alarm = new FutureTask<>(task, null);
          set.add(alarm);
          return alarm;
        },
        () -> null,
        new Listeners());

    CompletableFuture<String> load = watched.loadLater("k1", SHORT, call);
    call.complete("v");

    assertThat(load).isCompletedWithValue("v");
    assertThat(set).singleElement().matches(Future::isCancelled);
  }
}
