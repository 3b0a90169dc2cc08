// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.entry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Gives a member's versions: near the time of day, but never twice the same, never going back whatever happens to the time
 * of day, and above all that was heard of other members. Thread-safe, lock-free.
 */
public final class HybridClock {
  /* The last stamp is one number, whose low bits count. One more than the last is therefore right also where the counter is
   * full: it begins the next millisecond, and the clock is ahead of the time of day until that has caught up.
   *
   * A member whose time of day is an hour ahead must not take all others with it. So the clock does not follow a stamp that
   * is too far ahead. Yet a write that replaces such a version needs a newer one: that is counted from the version, apart
   * from the clock, and the clock passes over what was given so once the time of day has come near.
   */

  /** How far ahead of the local time of day a stamp may be for the clock to follow it. */
  public static final Duration MAXIMUM_LEAD = Duration.ofSeconds(60);

  private final LongSupplier wallMillis;
  private final long member;
  private final AtomicReference<Marks> marks = new AtomicReference<>(new Marks(0, 0));
  private final AtomicLong refusals = new AtomicLong();

  /**
   * Marks the stamps above versions that the clock does not follow: the upper half of a millisecond's counter, which the
   * clock itself leaves out, as it comes by there later and must give none of them again.
   */
  private static final long FAR = 0x8000;

  private static final long COUNTER = 0xFFFF;

  /**
   * The state of a clock.
   *
   * @param last the greatest stamp given or heard
   * @param beyond the greatest stamp given above a version that the clock does not follow, or 0
   */
  private record Marks(long last, long beyond) {

    long greatest() {
      return Math.max(last, beyond);
    }

    /** Returns what the clock's next stamp must be above. */
    long floor(long limit) {
      return beyond <= limit ? Math.max(last, beyond) : last;
    }
  }

  /**
   * Creates a clock.
   *
   * @param wallMillis the time of day in milliseconds since 1970; may jump
   * @param member the number that tells this member's versions from others'
   */
  public HybridClock(LongSupplier wallMillis, long member) {
    this.wallMillis = wallMillis;
    this.member = member;
  }

  /** Returns a version that is newer than all that the clock gave by this method or has followed. */
  public Version next() {
    return after(0);
  }

  /**
   * Returns a version that is newer than the given one as well. The clock follows that one, unless it is too far ahead; then
   * the version returned is as far ahead, and later ones of {@link #next()} may be older than it.
   *
   * @throws IllegalArgumentException if there is no newer version, or none that was not given before
   */
  public Version nextAbove(Version version) {
    return after(version.stamp());
  }

  private Version after(long stamp) {
    while (true) {
      long now = wallMillis.getAsLong();
      long limit = limit(now);
      Marks before = marks.get();
      Marks after;
      long given;
      if (stamp > limit && stamp > before.last) {
        given = (Math.max(stamp, before.beyond) + 1) | FAR;
        after = new Marks(before.last, given);
      } else {
        long floor = Math.max(stamp, before.floor(limit));
        given = near(Math.max(Version.firstStampOf(now), floor + 1));
        after = new Marks(given, before.beyond);
      }
      if (given < 0) { // one more than the last of all
        throw new IllegalArgumentException(
            "there is no version above the stamp " + Math.max(stamp, before.greatest()));
      }
      if (marks.compareAndSet(before, after)) {
        return new Version(given, member);
      }
    }
  }

  /**
   * Follows a version that was heard of, so that all later ones are newer.
   *
   * @return whether the clock is ahead of it now; false if it was too far ahead of the local time of day, which is counted
   */
  public boolean merge(Version heard) {
    long stamp = heard.stamp();
    while (true) {
      Marks before = marks.get();
      if (stamp <= before.last) {
        return true;
      }
      if (stamp > limit(wallMillis.getAsLong())) {
        refusals.incrementAndGet();
        return false;
      }
      if (marks.compareAndSet(before, new Marks(stamp, before.beyond))) {
        return true;
      }
    }
  }

  /** Returns how many milliseconds ago a version was given, about; 0 if that seems to be later than now. */
  public long millisSince(Version version) {
    long now = Math.max(wallMillis.getAsLong(), new Version(marks.get().last(), 0).millis());
    return Math.max(0, now - version.millis());
  }

  /** Returns how many versions were heard of that were too far ahead: whose clock, or this one's, is wrong. */
  public long refusals() {
    return refusals.get();
  }

  /** Returns the stamp, or the next one after it that is not of those kept for versions far ahead. */
  private static long near(long stamp) {
    return (stamp & FAR) == 0 ? stamp : (stamp | COUNTER) + 1;
  }

  private static long limit(long now) {
    return Version.firstStampOf(now + MAXIMUM_LEAD.toMillis());
  }
}
