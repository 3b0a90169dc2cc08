// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.trial;

import java.util.Arrays;
import java.util.Random;

/** A made-up sequence of keys, the same for all. Confined to one thread. */
final class Trace {
  /** How many keys can be asked for. */
  static final int KEYS = 100_000;

  /** How many are asked for. */
  static final int LENGTH = 1_000_000;

  /** What all randomness of traces starts from. */
  static final long SEED = 42;

  private static final double EXPONENT = 0.99;

  private Trace() {}

  /** Returns the trace of that name: {@code zipf}, {@code scans} or {@code shifting}. */
  static int[] named(String name) {
    return switch (name) {
      case "zipf" -> zipf();
      case "scans" -> scans();
      case "shifting" -> shifting();
      default -> throw new IllegalArgumentException("no trace of this name: " + name);
    };
  }

  /** Few keys are popular and many are not: Zipf's law with exponent 0.99. */
  private static int[] zipf() {
    var random = new Random(SEED);
    var cumulated = new double[KEYS];
    double sum = 0;
    for (int i = 0; i < KEYS; i++) {
      sum += 1 / Math.pow(i + 1.0, EXPONENT);
      cumulated[i] = sum;
    }
    var trace = new int[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      int rank = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
      trace[i] = spread(Math.min(KEYS - 1, rank < 0 ? -rank - 1 : rank));
    }
    return trace;
  }

  /** Scatters the popular keys over all. */
  private static int spread(int rank) {
    return (int) (rank * 48_271L % KEYS);
  }

  /** The same, but each 25,000 calls somebody reads 5,000 keys once that are never read again. */
  private static int[] scans() {
    int[] trace = zipf();
    int fresh = KEYS;
    for (int start = 20_000; start < LENGTH; start += 25_000) {
      for (int i = start; i < start + 5_000; i++) {
        trace[i] = fresh++;
      }
    }
    return trace;
  }

  /** The same, but each 100,000 calls other keys are the popular ones. */
  private static int[] shifting() {
    int[] trace = zipf();
    for (int i = 0; i < LENGTH; i++) {
      trace[i] = (trace[i] + i / 100_000 * 31_337) % KEYS;
    }
    return trace;
  }
}
