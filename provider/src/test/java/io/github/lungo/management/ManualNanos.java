// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.management;

import java.util.function.LongSupplier;

/** A clock that a test moves by hand and that counts how often it was read. Confined to one thread. */
final class ManualNanos implements LongSupplier {
  private long now;
  private int reads;

  ManualNanos(long now) {
    this.now = now;
  }

  void advance(long nanos) {
    now += nanos;
  }

  int reads() {
    return reads;
  }

  @Override
  public long getAsLong() {
    reads++;
    return now;
  }
}
