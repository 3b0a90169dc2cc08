// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.replication;

import io.github.lungo.management.Capacity;
import java.util.OptionalLong;

/** How many entries this member keeps of a cache without a bound, backups included. */
record OwnedCapacity(Seats<?, ?> seats) implements Capacity {

  @Override
  public OptionalLong maximumSize() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong maximumWeight() {
    return OptionalLong.empty();
  }

  @Override
  public void resize(long maximum) {
    throw new IllegalStateException("the cache has no bound that could be changed");
  }

  @Override
  public long estimatedSize() {
    return seats.all().stream().mapToLong(seat -> seat.segment().size()).sum();
  }

  @Override
  public OptionalLong weightedSize() {
    return OptionalLong.empty();
  }
}
