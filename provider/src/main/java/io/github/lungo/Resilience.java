// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a cache spares the source that it loads from, and bears with it; the builder's methods say what each setting does.
 * Everything is off by default. Immutable.
 *
 * @param refreshAfterWrite how long after its write a value is loaded anew when it is read, or null
 * @param refreshWindow how long keys that are due for that are gathered
 * @param staleWhileRevalidate how long after its expiry a value is returned while it is loaded anew, or null
 * @param staleIfError how long after its expiry a value is returned where a load fails, or null
 * @param negativeTimeToLive how long a load that found nothing is remembered, or null
 * @param failureBackoff how long the loader is not asked after a first failure, or null
 * @param failureBackoffMaximum how long it is not asked after many failures
 * @param expiryJitter the greatest share by which a lifetime is shortened at random, or 0
 */
public record Resilience(
    @Nullable Duration refreshAfterWrite,
    Duration refreshWindow,
    @Nullable Duration staleWhileRevalidate,
    @Nullable Duration staleIfError,
    @Nullable Duration negativeTimeToLive,
    @Nullable Duration failureBackoff,
    Duration failureBackoffMaximum,
    double expiryJitter)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Returns the same settings, but that a load which found nothing is not remembered. */
  public Resilience withoutAbsence() {
    return new Resilience(
        refreshAfterWrite,
        refreshWindow,
        staleWhileRevalidate,
        staleIfError,
        null,
        failureBackoff,
        failureBackoffMaximum,
        expiryJitter);
  }

  /** Returns whether anything is to be remembered of loads beside the entries. */
  public boolean remembersLoads() {
    return refreshAfterWrite != null
        || staleWhileRevalidate != null
        || staleIfError != null
        || negativeTimeToLive != null
        || failureBackoff != null;
  }
}
