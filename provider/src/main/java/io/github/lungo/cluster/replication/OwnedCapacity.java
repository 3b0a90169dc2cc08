// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.local.Residency;
import io.github.lungo.management.Capacity;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** How much this member keeps of a cache, backups included, and how much it may. */
record OwnedCapacity(Seats<?, ?> seats, Residency<?> residency) implements Capacity {

  @Override
  public OptionalLong maximumSize() {
    return residency.maximumSize();
  }

  @Override
  public OptionalLong maximumWeight() {
    return residency.maximumWeight();
  }

  @Override
  public void resize(long maximum) {
    residency.resize(maximum);
  }

  @Override
  public long estimatedSize() {
    return sum(Inventory::size);
  }

  @Override
  public OptionalLong weightedSize() {
    return maximumWeight().isPresent()
        ? OptionalLong.of(sum(Inventory::weight))
        : OptionalLong.empty();
  }

  private long sum(ToLongFunction<Inventory<?>> figure) {
    return seats.all().stream()
        .mapToLong(seat -> figure.applyAsLong(seat.segment().inventory()))
        .sum();
  }
}
