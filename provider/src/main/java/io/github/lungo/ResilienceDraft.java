// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@link Resilience} that its builder may still change. Confined to the builder. */
final class ResilienceDraft {
  @Nullable
  Duration refreshAfterWrite;

  Duration refreshWindow = Duration.ofMillis(10);

  @Nullable
  Duration staleWhileRevalidate;

  @Nullable
  Duration staleIfError;

  @Nullable
  Duration negativeTimeToLive;

  @Nullable
  Duration failureBackoff;

  Duration failureBackoffMaximum = Duration.ofMinutes(1);
  double expiryJitter;

  void copy(Resilience resilience) {
    refreshAfterWrite = resilience.refreshAfterWrite();
    refreshWindow = resilience.refreshWindow();
    staleWhileRevalidate = resilience.staleWhileRevalidate();
    staleIfError = resilience.staleIfError();
    negativeTimeToLive = resilience.negativeTimeToLive();
    failureBackoff = resilience.failureBackoff();
    failureBackoffMaximum = resilience.failureBackoffMaximum();
    expiryJitter = resilience.expiryJitter();
  }

  Resilience finish() {
    return new Resilience(
        refreshAfterWrite,
        refreshWindow,
        staleWhileRevalidate,
        staleIfError,
        negativeTimeToLive,
        failureBackoff,
        failureBackoffMaximum,
        expiryJitter);
  }
}
