// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.testing.ScriptedPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ExpiryRulesTest {
  private static final long NOW = 1_000;
  private static final long CURRENT = 5_000;
  private static final long SOON = NOW + 1_000_000;
  private static final long NEVER = Deadline.NEVER;
  private static final Duration MILLI = new Duration(TimeUnit.MILLISECONDS, 1);

  /** Policy, deadline after creation, update and access, whether nothing ever expires, whether an access may matter. */
  static Stream<Arguments> standardPolicies() {
    return Stream.of(
        Arguments.of(new EternalExpiryPolicy(), NEVER, CURRENT, CURRENT, true, false),
        Arguments.of(new CreatedExpiryPolicy(MILLI), SOON, CURRENT, CURRENT, false, false),
        Arguments.of(new ModifiedExpiryPolicy(MILLI), SOON, SOON, CURRENT, false, false),
        Arguments.of(new AccessedExpiryPolicy(MILLI), SOON, CURRENT, SOON, false, true),
        Arguments.of(new TouchedExpiryPolicy(MILLI), SOON, SOON, SOON, false, true),
        Arguments.of(new CreatedExpiryPolicy(Duration.ZERO), NOW, CURRENT, CURRENT, false, false),
        Arguments.of(new ModifiedExpiryPolicy(Duration.ZERO), NOW, NOW, CURRENT, false, false),
        Arguments.of(new AccessedExpiryPolicy(Duration.ZERO), NOW, CURRENT, NOW, false, true),
        Arguments.of(new TouchedExpiryPolicy(Duration.ZERO), NOW, NOW, NOW, false, true),
        Arguments.of(
            new CreatedExpiryPolicy(Duration.ETERNAL), NEVER, CURRENT, CURRENT, true, false),
        Arguments.of(
            new ModifiedExpiryPolicy(Duration.ETERNAL), NEVER, NEVER, CURRENT, true, false),
        Arguments.of(
            new AccessedExpiryPolicy(Duration.ETERNAL), NEVER, CURRENT, NEVER, false, true),
        Arguments.of(new TouchedExpiryPolicy(Duration.ETERNAL), NEVER, NEVER, NEVER, false, true));
  }

  @ParameterizedTest
  @MethodSource("standardPolicies")
  void of_standardPolicy_answersAsThePolicyDoes(
      ExpiryPolicy policy,
      long creation,
      long update,
      long access,
      boolean isEternal,
      boolean hasAccessExpiry) {
    ExpiryRules rules = ExpiryRules.of("c", policy);

    assertThat(rules).isInstanceOf(FixedExpiry.class);
    assertThat(rules.afterCreation(NOW)).isEqualTo(creation);
    assertThat(rules.afterUpdate(NOW, CURRENT)).isEqualTo(update);
    assertThat(rules.afterAccess(NOW, CURRENT)).isEqualTo(access);
    assertThat(rules.isEternal()).isEqualTo(isEternal);
    assertThat(rules.hasAccessExpiry()).isEqualTo(hasAccessExpiry);
  }

  static Stream<ExpiryPolicy> standardPoliciesWithoutDuration() {
    return Stream.of(
        new CreatedExpiryPolicy((Duration) null),
        new ModifiedExpiryPolicy((Duration) null),
        new AccessedExpiryPolicy((Duration) null),
        new TouchedExpiryPolicy((Duration) null));
  }

  @ParameterizedTest
  @MethodSource("standardPoliciesWithoutDuration")
  void of_standardPolicyWithoutDuration_isEternal(ExpiryPolicy policy) {
    ExpiryRules rules = ExpiryRules.of("c", policy);

    assertThat(rules.afterCreation(NOW)).isEqualTo(NEVER);
    assertThat(rules.afterUpdate(NOW, CURRENT)).isEqualTo(CURRENT);
    assertThat(rules.afterAccess(NOW, CURRENT)).isEqualTo(CURRENT);
    assertThat(rules.isEternal()).isTrue();
  }

  /** Answer of the policy, the deadline of a new entry, the deadline of an entry updated or read. */
  static Stream<Arguments> answers() {
    Supplier<Duration> failing = ScriptedPolicy.failing();
    Supplier<Duration> failingBadly = () -> {
      throw new StackOverflowError("scripted");
    };
    return Stream.of(
        Arguments.of((Supplier<Duration>) () -> null, NEVER, CURRENT),
        Arguments.of((Supplier<Duration>) () -> Duration.ZERO, NOW, NOW),
        Arguments.of((Supplier<Duration>) () -> MILLI, SOON, SOON),
        Arguments.of((Supplier<Duration>) () -> Duration.ETERNAL, NEVER, NEVER),
        Arguments.of(
            (Supplier<Duration>) () -> new Duration(TimeUnit.DAYS, Long.MAX_VALUE), NEVER, NEVER),
        Arguments.of(failing, NEVER, CURRENT),
        Arguments.of(failingBadly, NEVER, CURRENT));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void of_customPolicy_neverLosesTheEntry(Supplier<Duration> answer, long created, long changed) {
    ScriptedPolicy policy = new ScriptedPolicy().creation(answer).update(answer).access(answer);
    ExpiryRules rules = ExpiryRules.of("c", policy);

    assertThat(rules.afterCreation(NOW)).isEqualTo(created);
    assertThat(rules.afterUpdate(NOW, CURRENT)).isEqualTo(changed);
    assertThat(rules.afterAccess(NOW, CURRENT)).isEqualTo(changed);
    assertThat(policy.takeCalls()).containsExactly("creation", "update", "access");
  }

  @Test
  void of_customPolicy_isNotAskedBeforeItIsNeeded() {
    ScriptedPolicy policy = new ScriptedPolicy();

    ExpiryRules rules = ExpiryRules.of("c", policy);

    assertThat(rules.isEternal()).isFalse();
    assertThat(rules.hasAccessExpiry()).isTrue();
    assertThat(policy.takeCalls()).isEmpty();
  }

  @Test
  void of_customPolicy_isAskedEachTime() {
    Duration[] answer = {MILLI};
    ExpiryPolicy policy = new PolicyOf(answer);
    ExpiryRules rules = ExpiryRules.of("c", policy);

    assertThat(rules.afterAccess(NOW, CURRENT)).isEqualTo(SOON);
    answer[0] = Duration.ZERO;
    assertThat(rules.afterAccess(NOW, CURRENT)).isEqualTo(NOW);
  }

  /** A policy whose answer may change. */
  @SuppressWarnings("ArrayRecordComponent")
  private record PolicyOf(Duration[] answer) implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return answer[0];
    }

    @Override
    public Duration getExpiryForAccess() {
      return answer[0];
    }

    @Override
    public Duration getExpiryForUpdate() {
      return answer[0];
    }
  }
}
