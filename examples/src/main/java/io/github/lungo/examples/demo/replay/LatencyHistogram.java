// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies in buckets that grow with the value, eight for each power of two, so that a percentile is at most an
 * eighth too high. One thread records, any thread adds it up.
 */
final class LatencyHistogram {
  private static final int SUB_BITS = 3;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;
  private static final int BUCKETS = Long.SIZE * SUB_BUCKETS;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private volatile long max;

  /** Counts a latency; only one thread may do so. */
  void record(long nanos) {
    int bucket = bucketOf(nanos);
    counts.setOpaque(bucket, counts.getPlain(bucket) + 1);
    if (nanos > max) {
      max = nanos;
    }
  }

  /** Returns p50, p99 and the maximum over all the histograms. */
  static LatencySummary summary(Iterable<LatencyHistogram> histograms) {
    long[] total = new long[BUCKETS];
    long max = 0;
    long count = 0;
    for (LatencyHistogram histogram : histograms) {
      max = Math.max(max, histogram.max);
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        total[bucket] += histogram.counts.getOpaque(bucket);
        count += histogram.counts.getOpaque(bucket);
      }
    }
    return new LatencySummary(
        quantile(total, count, 0.50, max), quantile(total, count, 0.99, max), max);
  }

  private static long quantile(long[] total, long count, double share, long max) {
    long rank = (long) Math.ceil(count * share);
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += total[bucket];
      if (seen >= rank) {
        return Math.min(max, upperBound(bucket));
      }
    }
    return max;
  }

  /** Small values have a bucket each; of larger ones the highest bit and the three after it choose the bucket. */
  static int bucketOf(long nanos) {
    if (nanos < SUB_BUCKETS) {
      return (int) Math.max(0, nanos);
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
    return (shift + 1) * SUB_BUCKETS + (int) (nanos >>> shift) - SUB_BUCKETS;
  }

  /** Returns the largest value that falls into the bucket. */
  static long upperBound(int bucket) {
    if (bucket < SUB_BUCKETS) {
      return bucket;
    }
    int shift = bucket / SUB_BUCKETS - 1;
    return ((long) (bucket % SUB_BUCKETS + SUB_BUCKETS + 1) << shift) - 1;
  }
}
