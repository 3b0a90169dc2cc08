// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import javax.cache.expiry.Duration;

/** Deadlines are points of a {@link NanoClock}; an entry is expired once the clock has reached its deadline. */
public final class Deadline {

  /** The deadline of what does not expire. */
  public static final long NEVER = Long.MAX_VALUE;

  private Deadline() {}

  /** Returns the point that lies the given time after {@code now}; {@link #NEVER} if that is out of range. */
  public static long after(long now, long nanos) {
    return nanos > NEVER - now ? NEVER : now + nanos;
  }

  /** Returns the nanoseconds of a duration of the specification, {@link #NEVER} for an eternal one. */
  static long nanosOf(Duration duration) {
    var unit = duration.getTimeUnit();
    return duration.isEternal() || unit == null
        ? NEVER
        : unit.toNanos(duration.getDurationAmount());
  }
}
