// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

/** An entry of a cache that is bounded by weight. */
final class WeighedValue extends ExpiringValue {
  private final int weight;

  WeighedValue(Object stored, long deadline, int weight) {
    super(stored, deadline);
    this.weight = weight;
  }

  @Override
  public int weight() {
    return weight;
  }
}
