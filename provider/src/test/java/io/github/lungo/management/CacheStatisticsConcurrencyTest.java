// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.management.CacheStatisticsMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class CacheStatisticsConcurrencyTest {
  private static final int RECORDERS = 3;
  private static final int GET_NANOS = 1_000;

  private final long seed = new Random().nextLong();
  /** Each get takes exactly one microsecond, whoever asks when. */
  private final CacheStatistics statistics = new CacheStatistics(() -> GET_NANOS + 1);

  private final CacheStatisticsMXBean bean = statistics.bean();
  private final ExecutorService threads = Executors.newFixedThreadPool(RECORDERS + 1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @RepeatedTest(5)
  void clear_duringRecording_keepsFiguresInRangeAndAveragesExact() throws Exception {
    statistics.enable(true);
    int perRecorder = 100_000;
    double most = (double) RECORDERS * perRecorder;
    AtomicInteger running = new AtomicInteger(RECORDERS);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < RECORDERS; i++) {
      Random random = new Random(seed + i);
      tasks.add(() -> {
        for (int n = 0; n < perRecorder; n++) {
          recordGet(random.nextBoolean());
        }
        running.decrementAndGet();
      });
    }
    Random random = new Random(seed - 1);
    tasks.add(() -> {
      while (running.get() > 0) {
        if (random.nextInt(8) == 0) {
          bean.clear();
        }
        assertInRange(most);
      }
    });

    runTogether(tasks);

    assertInRange(most);
    assertThat(bean.getAverageGetTime()).as("seed %d", seed).isIn(0f, 1f);
  }

  @RepeatedTest(5)
  void clear_duringReading_keepsPercentagesInRange() throws Exception {
    statistics.enable(true);
    AtomicBoolean reading = new AtomicBoolean(true);
    Task clearing = () -> {
      while (reading.get()) {
        recordMany(1_000);
        bean.clear();
        recordMany(1);
        bean.clear();
      }
    };
    Task readingMany = () -> {
      try {
        for (int n = 0; n < 200_000; n++) {
          assertInRange("hit percentage", bean.getCacheHitPercentage(), 100);
          assertInRange("miss percentage", bean.getCacheMissPercentage(), 100);
        }
      } finally {
        reading.set(false);
      }
    };

    runTogether(List.of(clearing, readingMany));
  }

  @RepeatedTest(5)
  void clear_beforeFurtherRecording_losesNoneOfIt() throws Exception {
    statistics.enable(true);
    int rounds = 400;
    CyclicBarrier cleared = new CyclicBarrier(RECORDERS + 1);
    CyclicBarrier recorded = new CyclicBarrier(RECORDERS + 1);
    int[][] before = sizes(rounds, seed);
    int[][] after = sizes(rounds, seed + 1);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < RECORDERS; i++) {
      int recorder = i;
      tasks.add(() -> {
        for (int round = 0; round < rounds; round++) {
          recordHits(before[round][recorder]);
          cleared.await();
          recordHits(after[round][recorder]);
          recorded.await();
          recorded.await();
        }
      });
    }
    tasks.add(() -> {
      for (int round = 0; round < rounds; round++) {
        bean.clear();
        cleared.await();
        recorded.await();
        int least = sum(after[round]);
        assertThat(bean.getCacheHits())
            .as("seed %d, round %d", seed, round)
            .isBetween((long) least, (long) least + sum(before[round]));
        bean.clear();
        assertThat(bean.getCacheHits()).as("seed %d, round %d", seed, round).isZero();
        recorded.await();
      }
    });

    runTogether(tasks);
  }

  @RepeatedTest(5)
  void enable_byManyAtOnce_startsFromZeroOnce() throws Exception {
    int rounds = 2_000;
    CyclicBarrier barrier = new CyclicBarrier(RECORDERS);
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < RECORDERS; i++) {
      int recorder = i;
      tasks.add(() -> {
        for (int round = 0; round < rounds; round++) {
          barrier.await();
          statistics.enable(true);
          statistics.recordHits(1);
          barrier.await();
          if (recorder == 0) {
            assertThat(bean.getCacheHits()).as("round %d", round).isEqualTo(RECORDERS);
            statistics.enable(false);
          }
        }
      });
    }

    runTogether(tasks);
  }

  private void recordGet(boolean hit) {
    if (hit) {
      statistics.recordHits(1);
    } else {
      statistics.recordMisses(1);
    }
    statistics.recordGetTime(1);
  }

  private void recordMany(int count) {
    statistics.recordHits(count);
    statistics.recordMisses(count);
  }

  private void recordHits(int times) {
    for (int n = 0; n < times; n++) {
      statistics.recordHits(1);
    }
  }

  private void assertInRange(double most) {
    assertInRange("get time", bean.getAverageGetTime(), 1);
    assertInRange("hits", (double) bean.getCacheHits(), most);
    assertInRange("misses", (double) bean.getCacheMisses(), most);
    assertInRange("gets", (double) bean.getCacheGets(), most);
    assertInRange("hit percentage", bean.getCacheHitPercentage(), 100);
    assertInRange("miss percentage", bean.getCacheMissPercentage(), 100);
  }

  /** Cheap while it holds: AssertJ would leave too little time for the race. */
  private void assertInRange(String figure, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw new AssertionError(
          "seed " + seed + ": " + figure + " must be between 0 and " + most + ": " + value);
    }
  }

  private void runTogether(List<Task> tasks) throws Exception {
    // By completion, because the first failure leaves the others at a barrier.
    ExecutorCompletionService<Boolean> finished = new ExecutorCompletionService<>(threads);
    for (Task task : tasks) {
      finished.submit(() -> {
        task.run();
        return true;
      });
    }
    for (int i = 0; i < tasks.size(); i++) {
      finished.take().get();
    }
  }

  private static int[][] sizes(int rounds, long seed) {
    Random random = new Random(seed);
    int[][] sizes = new int[rounds][RECORDERS];
    for (int[] round : sizes) {
      for (int i = 0; i < RECORDERS; i++) {
        round[i] = random.nextInt(50);
      }
    }
    return sizes;
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  private interface Task {
    void run() throws Exception;
  }
}
