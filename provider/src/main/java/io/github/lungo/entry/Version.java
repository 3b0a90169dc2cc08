// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * Says which of two states of an entry is the newer one, on all nodes alike: the stamp of a {@link HybridClock}, and between
 * equal stamps the member that gave it. Totally ordered; immutable.
 *
 * @param stamp 48 bits of milliseconds since 1970 and, in the low 16 bits, a counter; not negative
 * @param member the number of the member that gave the stamp
 */
public record Version(long stamp, long member) implements Comparable<Version> {
  /** A version that is older than all others. */
  public static final Version LEAST = new Version(0, Long.MIN_VALUE);

  /** How many bytes a version takes. */
  public static final int BYTES = Long.BYTES + Long.BYTES;

  private static final int COUNTER_BITS = 16;
  private static final long LATEST_MILLIS = Long.MAX_VALUE >> COUNTER_BITS;

  /** Checks the stamp. */
  public Version {
    if (stamp < 0) {
      throw new IllegalArgumentException("the stamp of a version must not be negative: " + stamp);
    }
  }

  /** Returns the first stamp of a millisecond since 1970; times that no stamp can hold become the nearest that one can. */
  static long firstStampOf(long millis) {
    return Math.max(0, Math.min(millis, LATEST_MILLIS)) << COUNTER_BITS;
  }

  /**
   * Returns the version that {@link #write} left at the buffer's position, and moves on behind it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Version read(ByteBuffer from) {
    if (from.remaining() < BYTES) {
      throw new IllegalArgumentException(
          "a version has " + BYTES + " bytes, but there are " + from.remaining());
    }
    return new Version(from.getLong(), from.getLong());
  }

  /** Writes the version's {@link #BYTES} bytes. */
  public void write(ByteBuffer to) {
    to.putLong(stamp).putLong(member);
  }

  /** Returns whether the version replaces the other. */
  public boolean isNewerThan(Version other) {
    return compareTo(other) > 0;
  }

  /**
   * Returns a version that is just newer than this one: of the same stamp, as long as there is one.
   *
   * @param step positive; members that take different steps get different versions
   */
  public Version successor(long step) {
    long next = member + step;
    return next > member
        ? new Version(stamp, next)
        : new Version(Math.addExact(stamp, 1), Long.MIN_VALUE + step);
  }

  /** Returns the version of the same member that is given so much later. */
  public Version later(Duration time) {
    return new Version(Math.addExact(stamp, firstStampOf(time.toMillis())), member);
  }

  /** Returns the newer one of two versions. */
  public static Version newest(Version one, Version other) {
    return one.isNewerThan(other) ? one : other;
  }

  /** Returns the milliseconds since 1970 that the stamp says, which is about when the version was given. */
  public long millis() {
    return stamp >>> COUNTER_BITS;
  }

  @Override
  public int compareTo(Version other) {
    int byStamp = Long.compare(stamp, other.stamp);
    return byStamp != 0 ? byStamp : Long.compare(member, other.member);
  }

  /** Returns the time, the counter and the member, such as {@code 2026-01-31T12:00:00Z+3@5f0c}. */
  @Override
  public String toString() {
    return Instant.ofEpochMilli(millis())
        + ("+" + (stamp & ((1 << COUNTER_BITS) - 1)) + "@" + Long.toHexString(member));
  }
}
