// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.cluster.member;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads that call for a while, as fast as they are answered. Confined to one thread, but for the threads that it starts. */
final class Load {
  private static final int MOST_SAMPLES = 2_000_000;

  private final Calls calls;
  private final LoadCase of;
  private final int threads;
  private final long nanos;
  private final CountDownLatch ready;
  private final CountDownLatch begin = new CountDownLatch(1);

  Load(Calls calls, LoadCase of, int threads, long millis) {
    this.calls = calls;
    this.of = of;
    this.threads = threads;
    this.ready = new CountDownLatch(threads);
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /**
   * What came of it.
   *
   * @param operations calls that have returned
   * @param nanos from the first call to the last answer
   * @param median of the samples, in nanoseconds of a call
   * @param high the 99th of a hundred, too
   */
  record Outcome(long operations, long nanos, double median, double high) {
    @Override
    public String toString() {
      return operations + " " + nanos + " " + median + " " + high;
    }
  }

  /** Runs it. */
  Outcome run() throws Exception {
    var each = new ArrayList<CompletableFuture<Samples>>();
    for (int i = 0; i < threads; i++) {
      each.add(startThread(i));
    }
    ready.await();
    long start = System.nanoTime();
    begin.countDown();
    var all = new ArrayList<Samples>();
    for (CompletableFuture<Samples> one : each) {
      all.add(one.get());
    }
    long took = System.nanoTime() - start;
    long operations = all.stream().mapToLong(samples -> samples.count).sum() * of.callsOfSample();
    long[] sorted = sorted(all);
    return new Outcome(operations, took, quantile(sorted, 0.5), quantile(sorted, 0.99));
  }

  private CompletableFuture<Samples> startThread(int number) {
    var samples = new Samples(Math.max(1, MOST_SAMPLES / threads));
    var whenOver = new CompletableFuture<Samples>();
    var thread = new Thread(() -> {
      try {
        ready.countDown();
        begin.await();
        call(number, samples);
        whenOver.complete(samples);
      } catch (Exception | LinkageError failure) {
        whenOver.completeExceptionally(failure);
      }
    });
    thread.setDaemon(true);
    thread.start();
    return whenOver;
  }

  /** Each thread begins at its own part of the calls. */
  private void call(int number, Samples samples) throws Exception {
    int length = calls.length();
    int place = (int) ((long) length * number / threads);
    int left = of.isOncePerKey() ? length / threads : Integer.MAX_VALUE;
    int together = of.callsOfSample();
    long before = System.nanoTime();
    long end = before + nanos;
    do {
      for (int i = 0; i < together; i++) {
        calls.call().run(place);
        place = place + 1 == length ? 0 : place + 1;
      }
      left -= of.isOncePerKey() ? together : 0;
      long after = System.nanoTime();
      samples.add(after - before);
      before = after;
    } while (before - end < 0 && left >= together);
  }

  private static long[] sorted(List<Samples> all) {
    long[] sorted =
        all.stream().flatMapToLong(samples -> Arrays.stream(samples.kept())).toArray();
    Arrays.sort(sorted);
    return sorted;
  }

  private double quantile(long[] sorted, double share) {
    int index = (int) Math.min(sorted.length - 1L, Math.round(share * sorted.length));
    return (double) sorted[index] / of.callsOfSample();
  }

  /** Times of one thread, the last ones if there are too many. */
  private static final class Samples {
    private final long[] nanos;
    private int count;

    Samples(int most) {
      nanos = new long[most];
    }

    void add(long time) {
      nanos[count % nanos.length] = time;
      count++;
    }

    long[] kept() {
      return Arrays.copyOf(nanos, Math.min(count, nanos.length));
    }
  }
}
