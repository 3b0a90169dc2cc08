// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.testing;

import io.github.lungo.expiry.NanoClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until the test moves it. Thread-safe. */
public final class ManualClock implements NanoClock {
  private final AtomicLong nanos = new AtomicLong(1_000);

  @Override
  public long nanos() {
    return nanos.get();
  }

  /** Moves the clock forward. */
  public void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
