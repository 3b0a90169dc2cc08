// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;

final class JitteredExpiryTest {
  private static final long NOW = 7_000;
  private static final long LIFETIME = 1_000_000_000;
  private static final Duration SECOND = new Duration(TimeUnit.SECONDS, 1);

  @Test
  void afterCreation_manyTimes_isSpreadOverTheShareAndNoMore() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ExpiryRules rules =
        ExpiryRules.of("c", new CreatedExpiryPolicy(SECOND)).jittered(0.2, random::nextDouble);

    LongSummaryStatistics lifetimes =
        LongStream.generate(() -> rules.afterCreation(NOW) - NOW).limit(1_000).summaryStatistics();

    assertThat(lifetimes.getMin()).as("seed %d", seed).isBetween((long) (LIFETIME * 0.8), (long)
        (LIFETIME * 0.85));
    assertThat(lifetimes.getMax())
        .as("seed %d", seed)
        .isBetween((long) (LIFETIME * 0.95), LIFETIME);
  }

  @Test
  void afterUpdate_granted_isShortened() {
    ExpiryRules rules = jittered(new TouchedExpiryPolicy(SECOND));

    assertThat(rules.afterUpdate(NOW, NOW + 5)).isEqualTo(NOW + LIFETIME / 4 * 3);
  }

  @Test
  void afterUpdate_kept_staysAsItIs() {
    ExpiryRules rules = jittered(new CreatedExpiryPolicy(SECOND));

    assertThat(rules.afterUpdate(NOW, NOW + 500)).isEqualTo(NOW + 500);
  }

  @Test
  void afterAccess_granted_staysAsItIs() {
    ExpiryRules rules = jittered(new TouchedExpiryPolicy(SECOND));

    assertThat(rules.afterAccess(NOW, NOW + 5)).isEqualTo(NOW + LIFETIME);
    assertThat(rules.hasAccessExpiry()).isTrue();
  }

  @Test
  void afterCreation_zeroOrEternal_staysAsItIs() {
    assertThat(jittered(new CreatedExpiryPolicy(Duration.ZERO)).afterCreation(NOW))
        .isEqualTo(NOW);
    assertThat(jittered(new TouchedExpiryPolicy(Duration.ETERNAL)).afterCreation(NOW))
        .isEqualTo(Deadline.NEVER);
  }

  @Test
  void jittered_nothingToShorten_isTheSameRules() {
    ExpiryRules eternal = ExpiryRules.of("c", new EternalExpiryPolicy());
    ExpiryRules created = ExpiryRules.of("c", new CreatedExpiryPolicy(SECOND));

    assertThat(eternal.jittered(0.5, () -> 0.5)).isSameAs(eternal);
    assertThat(created.jittered(0, () -> 0.5)).isSameAs(created);
  }

  /** Half of the greatest share, a half, is taken away. */
  private static ExpiryRules jittered(ExpiryPolicy policy) {
    return ExpiryRules.of("c", policy).jittered(0.5, () -> 0.5);
  }
}
