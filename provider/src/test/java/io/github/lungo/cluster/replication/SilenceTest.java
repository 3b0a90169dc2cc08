// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.operation.UnansweredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** How long a call waits while nobody is there to be asked. */
final class SilenceTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final CompletableFuture<String> result = new CompletableFuture<>();
  private final List<Duration> alarms = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private long now;
  private final Silence silence = new Silence(
      LONGEST,
      () -> now,
      (delay, task) -> {
        alarms.add(delay);
        tasks.add(task);
        return new FutureTask<>(task, null);
      },
      result,
      result::completeExceptionally);

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }

  private CompletableFuture<String> ask(Duration expectedPatience) {
    CompletableFuture<String> request = new CompletableFuture<>();
    var unused = silence.during(patience -> {
      assertThat(patience).isEqualTo(expectedPatience);
      return request;
    });
    return request;
  }

  private void assertUnanswered() {
    assertThat(result)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(UnansweredException.class);
  }

  @Test
  void refusedAtOnce_andNobodyElseInTime_ends() {
    pass(3);
    ask(Duration.ofSeconds(7)).completeExceptionally(new MovedException(true));
    assertThat(alarms).containsExactly(Duration.ofSeconds(7));

    pass(7);
    tasks.get(0).run();

    assertUnanswered();
  }

  @Test
  void lostLongAfterItWasAcknowledged_hasAllTheTimeAgain() {
    CompletableFuture<String> request = ask(LONGEST);
    pass(25);
    request.completeExceptionally(new MovedException(true));
    assertThat(alarms).containsExactly(LONGEST);

    pass(4);
    CompletableFuture<String> next = ask(Duration.ofSeconds(6));
    pass(6);
    tasks.get(0).run();
    assertThat(result).isNotDone(); // as the next one is being asked
    next.completeExceptionally(new MovedException(true));

    assertUnanswered();
  }

  @Test
  void refusedAgainAndAgain_ends() {
    for (int i = 0; i < 10; i++) {
      assertThat(result).isNotDone();
      pass(1);
      ask(Duration.ofSeconds(9 - i)).completeExceptionally(new MovedException(false));
    }

    assertUnanswered();
    assertThat(alarms).hasSize(1);
  }

  @Test
  void answered_setsNoAlarm() {
    ask(LONGEST).complete("x");

    assertThat(alarms).isEmpty();
    assertThat(result).isNotDone();
  }
}
