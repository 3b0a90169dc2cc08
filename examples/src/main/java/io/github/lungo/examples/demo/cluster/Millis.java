// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

/** Times in whole milliseconds. */
final class Millis {

  private Millis() {}

  /** Returns how many have passed since {@link System#nanoTime()} returned the number. */
  static long since(long nanos) {
    return between(nanos, System.nanoTime());
  }

  static long between(long startNanos, long endNanos) {
    return (endNanos - startNanos) / 1_000_000;
  }
}
