// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import io.github.lungo.entry.CachedValue;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key that has no live entry: the entry that has expired, that its loads fail, or that its last load
 * found nothing. The last excludes the others. Immutable.
 *
 * @param stale the entry that has expired, or null
 * @param failure the loads that failed since, or null
 * @param absentUntil the point of the cache's clock until which the source is taken to have no value
 */
record Remnant(@Nullable CachedValue stale, @Nullable FailedLoad failure, long absentUntil) {
  static final Remnant NOTHING = new Remnant(null, null, 0);

  static Remnant absentUntil(long time) {
    return new Remnant(null, null, time);
  }

  Remnant withStale(CachedValue expired) {
    return new Remnant(expired, failure, 0);
  }

  Remnant withFailure(FailedLoad failed) {
    return new Remnant(stale, failed, 0);
  }

  boolean isAbsentAt(long now) {
    return now < absentUntil;
  }

  /** Returns whether the loader is not to be asked at the given time, as it has failed a moment ago. */
  boolean isPausedAt(long now) {
    return failure != null && now < failure.retryAt();
  }

  int weight() {
    return stale == null ? 1 : stale.weight();
  }
}
