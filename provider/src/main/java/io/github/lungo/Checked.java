// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What is given to the builder, after a look at its range. */
final class Checked {
  /** What a {@code long} of nanoseconds can hold: about 292 years. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private Checked() {}

  static long positive(long value, String name) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
    return value;
  }

  static long notNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
    return value;
  }

  static int between(int least, int most, int value, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
    }
    return value;
  }

  static double share(double value, String name) {
    if (!(value >= 0 && value <= 0.5)) {
      throw new IllegalArgumentException(name + " must be between 0 and 0.5: " + value);
    }
    return value;
  }

  static Duration positive(Duration value, String name) {
    requireNonNull(value, name + " is null");
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + " must be at most " + LONGEST + ": " + value);
    }
    return value;
  }

  static javax.cache.expiry.Duration expiry(Duration duration) {
    positive(duration, "expiryDuration");
    if (duration.toMillis() == 0) {
      throw new IllegalArgumentException("expiryDuration must be at least 1 ms: " + duration);
    }
    return new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, duration.toMillis());
  }
}
