// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.config;

import static java.util.Objects.requireNonNull;

import io.github.lungo.LungoConfigurationBuilder;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The five expiry policies that JSR-107 comes with. Immutable. */
@SuppressWarnings("ImmutableEnumChecker") // effects are stateless
enum StandardExpiry {
  ETERNAL((builder, duration) -> builder.eternalExpiry()),
  CREATED((builder, duration) -> builder.createdExpiry(required(duration))),
  MODIFIED((builder, duration) -> builder.modifiedExpiry(required(duration))),
  ACCESSED((builder, duration) -> builder.accessedExpiry(required(duration))),
  TOUCHED((builder, duration) -> builder.touchedExpiry(required(duration)));

  private final BiConsumer<LungoConfigurationBuilder<?, ?>, @Nullable Duration> effect;

  StandardExpiry(BiConsumer<LungoConfigurationBuilder<?, ?>, @Nullable Duration> effect) {
    this.effect = effect;
  }

  /** Sets this policy; the duration is null exactly where it needs none, which the caller has checked. */
  void applyTo(LungoConfigurationBuilder<?, ?> builder, @Nullable Duration duration) {
    effect.accept(builder, duration);
  }

  private static Duration required(@Nullable Duration duration) {
    return requireNonNull(duration, "duration is null");
  }
}
