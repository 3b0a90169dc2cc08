// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.Resilience;
import io.github.lungo.entry.CachedValue;
import io.github.lungo.expiry.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * For how long what is known of a key without an entry is of use, in nanoseconds; 0 stands for not at all. Immutable.
 *
 * @param staleWhileRevalidate after the expiry of an entry whose value callers get at once
 * @param staleIfError after the expiry of an entry whose value callers get in place of a failure
 * @param absence after a load that found nothing
 * @param firstPause after the first failure in a row
 * @param longestPause after the last one
 */
record Spans(
    long staleWhileRevalidate,
    long staleIfError,
    long absence,
    long firstPause,
    long longestPause) {

  static Spans of(Resilience resilience) {
    long first = nanos(resilience.failureBackoff());
    return new Spans(
        nanos(resilience.staleWhileRevalidate()),
        nanos(resilience.staleIfError()),
        nanos(resilience.negativeTimeToLive()),
        first,
        Math.max(first, resilience.failureBackoffMaximum().toNanos()));
  }

  private static long nanos(@Nullable Duration span) {
    return span == null ? 0 : span.toNanos();
  }

  /** Returns for how long an expired entry is of use. */
  long stale() {
    return Math.max(staleWhileRevalidate, staleIfError);
  }

  /** Returns how long the loader is left alone after so many failures: twice as long after each. */
  long pauseAfter(int attempts) {
    int doublings = attempts - 1;
    return doublings > 62 || firstPause > longestPause >> doublings
        ? longestPause
        : firstPause << doublings;
  }

  /** Returns when a remnant is of no more use. Failures count for one longest pause more, as later ones add to them. */
  long endOf(Remnant remnant) {
    @Nullable CachedValue stale = remnant.stale();
    @Nullable FailedLoad failure = remnant.failure();
    long end = remnant.absentUntil();
    if (stale != null) {
      end = Math.max(end, Deadline.after(stale.deadline(), stale()));
    }
    return failure == null ? end : Math.max(end, Deadline.after(failure.retryAt(), longestPause));
  }
}
