// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.OptionalLong;

/** A store's bound without a store. Confined to one thread. */
final class ManualCapacity implements Capacity {
  private final boolean sized;
  private final boolean weighed;
  private long maximum;

  private ManualCapacity(boolean sized, boolean weighed, long maximum) {
    this.sized = sized;
    this.weighed = weighed;
    this.maximum = maximum;
  }

  static ManualCapacity ofSize(long maximum) {
    return new ManualCapacity(true, false, maximum);
  }

  static ManualCapacity ofWeight(long maximum) {
    return new ManualCapacity(false, true, maximum);
  }

  static ManualCapacity unbounded() {
    return new ManualCapacity(false, false, 0);
  }

  @Override
  public OptionalLong maximumSize() {
    return sized ? OptionalLong.of(maximum) : OptionalLong.empty();
  }

  @Override
  public OptionalLong maximumWeight() {
    return weighed ? OptionalLong.of(maximum) : OptionalLong.empty();
  }

  @Override
  public void resize(long newMaximum) {
    maximum = newMaximum;
  }

  @Override
  public long estimatedSize() {
    return 12;
  }

  @Override
  public OptionalLong weightedSize() {
    return weighed ? OptionalLong.of(345) : OptionalLong.empty();
  }
}
