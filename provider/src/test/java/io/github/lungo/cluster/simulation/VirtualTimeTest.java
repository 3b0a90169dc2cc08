// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.simulation;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Time that passes from event to event. */
final class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final Lane lane = time.lane("n1");
  private final List<String> happened = new ArrayList<>();

  private void schedule(long millis, String what) {
    time.schedule(lane, ofMillis(millis), what, () -> happened.add(what));
  }

  private NodeTime nodeTime(long seed) {
    return new NodeTime(time, lane, NetworkSettings.reliable().tasks(), new Dice(seed));
  }

  @Test
  void events_ofOneTime_happenAsTheyWereScheduled() {
    schedule(2, "late");
    schedule(1, "first");
    schedule(1, "second");

    time.runFor(ofMillis(2));

    assertThat(happened).containsExactly("first", "second", "late");
  }

  @Test
  void runFor_eventsBeyondIt_areLeft() {
    schedule(5, "beyond");

    time.runFor(ofMillis(4));

    assertThat(happened).isEmpty();
    assertThat(time.nanos()).isEqualTo(4_000_000);
  }

  @Test
  void runUntil_conditionMet_stopsThere() {
    schedule(1, "one");
    schedule(2, "two");

    time.runUntil(() -> happened.contains("one"), ofSeconds(1));

    assertThat(happened).containsExactly("one");
  }

  @Test
  void runUntil_nothingLeft_saysWhatPauses() {
    schedule(1, "what waits");
    lane.pause();

    assertThatThrownBy(() -> time.runUntil(() -> false, ofSeconds(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing is left to happen")
        .hasMessageContaining("n1 what waits");
  }

  @Test
  void runUntil_timeOver_saysWhatIsToCome() {
    schedule(2_000, "what would come");

    assertThatThrownBy(() -> time.runUntil(() -> false, ofSeconds(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("not met after PT1S")
        .hasMessageContaining("n1 what would come");
  }

  @Test
  void run_eventFails_failsWithTheCause() {
    IllegalStateException failure = new IllegalStateException("of the task");
    time.schedule(lane, ofMillis(1), "task", () -> {
      throw failure;
    });

    assertThatThrownBy(() -> time.runFor(ofSeconds(1)))
        .isInstanceOf(AssertionError.class)
        .hasCause(failure);
  }

  @Test
  void run_withinAnEvent_isRefused() {
    time.schedule(lane, ofMillis(1), "waits", () -> time.runFor(ofMillis(1)));

    assertThatThrownBy(() -> time.runFor(ofSeconds(1)))
        .hasMessageContaining("an event cannot wait for other events");
  }

  @Test
  void schedule_byAnotherThread_isRefused() {
    CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(() -> schedule(1, "uncertain"));

    assertThatThrownBy(elsewhere::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("virtual time belongs to");
  }

  @Test
  void alarm_cancelled_doesNotRing() {
    Future<?> cancelled = nodeTime(1).alarm().set(ofMillis(1), () -> happened.add("cancelled"));
    Future<?> rung = nodeTime(1).alarm().set(ofMillis(1), () -> happened.add("rung"));

    cancelled.cancel(false);
    time.runFor(ofSeconds(1));

    assertThat(happened).containsExactly("rung");
    assertThat(rung).isDone().isNotCancelled();
  }

  @Test
  void pool_seeds_decideTheOrder() {
    Set<String> orders = new TreeSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(orderOf(nodeTime(seed).pool()));
    }

    assertThat(orders).hasSizeGreaterThan(3);
  }

  @Test
  void thread_anySeed_keepsTheOrder() {
    Set<String> orders = new TreeSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(orderOf(nodeTime(seed).thread()));
    }

    assertThat(orders).containsExactly("[0, 1, 2, 3]");
  }

  private String orderOf(Executor executor) {
    happened.clear();
    for (int i = 0; i < 4; i++) {
      String name = String.valueOf(i);
      executor.execute(() -> happened.add(name));
    }
    time.runFor(ofSeconds(1));
    return happened.toString();
  }

  @Test
  void clock_otherNode_hasAnotherOrigin() {
    long difference = nodeTime(1).clock().nanos() - nodeTime(2).clock().nanos();

    time.runFor(ofSeconds(1));

    assertThat(difference).isNotZero();
    assertThat(nodeTime(1).clock().nanos() - nodeTime(2).clock().nanos()).isEqualTo(difference);
  }
}
