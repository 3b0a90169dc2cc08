// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.replay;

import java.util.BitSet;
import java.util.concurrent.atomic.LongAdder;

/** What one worker has seen. The worker writes; any thread may read, except the touched set, while it runs. */
final class Tally {
  private final LatencyHistogram hits = new LatencyHistogram();
  private final LatencyHistogram misses = new LatencyHistogram();
  private final BitSet touched = new BitSet();
  private final LongAdder reads = new LongAdder();
  private final LongAdder ownLoads = new LongAdder();
  private final LongAdder wrong = new LongAdder();

  void read(int code, long nanos, boolean loaded, boolean right) {
    touched.set(code);
    reads.increment();
    if (!right) {
      wrong.increment();
    }
    (loaded ? misses : hits).record(nanos);
  }

  void loaded() {
    ownLoads.increment();
  }

  long reads() {
    return reads.sum();
  }

  long ownLoads() {
    return ownLoads.sum();
  }

  long wrong() {
    return wrong.sum();
  }

  LatencyHistogram hits() {
    return hits;
  }

  LatencyHistogram misses() {
    return misses;
  }

  BitSet touched() {
    return touched;
  }
}
