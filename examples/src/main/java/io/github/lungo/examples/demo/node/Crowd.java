// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.node;

import io.github.lungo.examples.demo.scenario.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads that all ask the same. Confined to one thread. */
final class Crowd {
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** A look each half millisecond or so: none of them runs for a tenth of a second on end. */
  private static final int STEADY_LOOKS = 200;

  private final List<Thread> threads;
  private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
  private int steadyLooks;

  Crowd(int size, Supplier<String> question) {
    this.threads = Stream.generate(() -> new Thread(() -> ask(question), "demo-crowd"))
        .limit(size)
        .toList();
  }

  /** Lets them ask, and returns when all of them wait. */
  void gather() {
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
    if (!Await.until(LIMIT, this::isGathered)) {
      throw new IllegalStateException("threads still run after " + LIMIT.toSeconds() + " s");
    }
  }

  private void ask(Supplier<String> question) {
    try {
      outcomes.add(question.get());
    } catch (RuntimeException e) {
      outcomes.add(e.toString());
    }
  }

  private boolean isGathered() {
    boolean idle = threads.stream().map(Thread::getState).noneMatch(Thread.State.RUNNABLE::equals);
    steadyLooks = idle ? steadyLooks + 1 : 0;
    return steadyLooks >= STEADY_LOOKS;
  }

  /** Waits for all answers and returns each with how often it came, as in {@code 32 x null}. */
  String outcomes() {
    Await.until(LIMIT, () -> threads.stream().noneMatch(Thread::isAlive));
    Map<String, Integer> counts = new TreeMap<>();
    synchronized (outcomes) {
      outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " x " + count.getKey())
        .collect(Collectors.joining(", "));
  }
}
