// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.scenario;

import io.github.lungo.examples.demo.table.CharacterRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;

/**
 * Many threads that ask for one key at the same time. The load is held until all others wait for it or for the cache, so
 * that none comes too late to be part of the crowd.
 */
final class Stampede {
  private static final int STEADY_LOOKS = 5;

  private final Cache<Integer, CharacterRow> cache;
  private final int code;
  private final CountDownLatch start = new CountDownLatch(1);
  private final CountDownLatch underWay;
  private final List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
  private int steadyLooks;

  private Stampede(Cache<Integer, CharacterRow> cache, int code, int threads) {
    this.cache = cache;
    this.code = code;
    this.underWay = new CountDownLatch(threads);
  }

  /** Runs the stampede and returns its outcomes with how often each came, as in {@code 64 x null}. */
  static String run(Cache<Integer, CharacterRow> cache, int code, int threads, Hold hold)
      throws InterruptedException {
    return new Stampede(cache, code, threads).run(threads, hold);
  }

  private String run(int threads, Hold hold) throws InterruptedException {
    List<Thread> crowd = Stream.generate(() -> new Thread(this::ask, "demo-stampede"))
        .limit(threads)
        .toList();
    crowd.forEach(thread -> thread.setDaemon(true));
    crowd.forEach(Thread::start);
    start.countDown();
    underWay.await();
    hold.awaitReached();
    boolean gathered = Await.until(() -> isGathered(crowd));
    hold.release();
    for (Thread thread : crowd) {
      thread.join(Await.LIMIT.toMillis());
    }
    return counted(gathered);
  }

  private void ask() {
    try {
      start.await();
      underWay.countDown();
      outcomes.add(String.valueOf(cache.get(code)));
    } catch (InterruptedException | RuntimeException e) {
      outcomes.add(described(e));
    }
  }

  /** Returns whether all threads have been waiting, or are done, for some looks on end. */
  private boolean isGathered(List<Thread> crowd) {
    boolean idle = crowd.stream().map(Thread::getState).noneMatch(Thread.State.RUNNABLE::equals);
    steadyLooks = idle ? steadyLooks + 1 : 0;
    return steadyLooks >= STEADY_LOOKS;
  }

  private String counted(boolean gathered) {
    Map<String, Integer> counts = new TreeMap<>();
    if (!gathered) {
      counts.put("threads were still running after " + Await.LIMIT, 1);
    }
    synchronized (outcomes) {
      outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .map(count -> count.getValue() + " x " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Returns the exception's type and the message of its root cause, without anything that differs by thread. */
  private static String described(Exception failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return failure.getClass().getSimpleName() + " (" + root.getMessage() + ")";
  }
}
