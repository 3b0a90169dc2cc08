// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.examples.demo.cluster;

/**
 * How much the demo does for each of its claims, which are the same. Immutable.
 *
 * @param updates how many updates the other nodes read
 * @param rows how many rows a node reads that comes later
 * @param additions how often each thread adds to each counter
 * @param batches how many batches each node writes before the crash; half as many follow it
 */
public record Effort(int updates, int rows, int additions, int batches) {
  /** What the user sees. */
  public static final Effort FULL = new Effort(1_000, 1_000, 50, 40);

  /** For builds that have seen another mode in full. */
  public static final Effort SHORT = new Effort(100, 100, 5, 10);
}
