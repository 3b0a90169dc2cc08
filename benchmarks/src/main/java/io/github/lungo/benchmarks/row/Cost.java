// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.benchmarks.row;

/** What a number of operations cost the thread that called them. Immutable. */
public record Cost(long operations, long cpuNanos, long bytes) {
  /** Returns the CPU time of one operation in nanoseconds. */
  public double nanosEach() {
    return (double) cpuNanos / operations;
  }

  /** Returns the bytes that one operation allocates. */
  public double bytesEach() {
    return (double) bytes / operations;
  }
}
