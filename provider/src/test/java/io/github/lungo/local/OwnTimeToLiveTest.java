// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.operation.Put;
import io.github.lungo.operation.Replace;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How long the time to live of a single entry holds: until the policy, asked for something later, sets another. */
final class OwnTimeToLiveTest {
  private static final Duration OWN = Duration.ofSeconds(10);
  private static final javax.cache.expiry.Duration BY_POLICY =
      new javax.cache.expiry.Duration(TimeUnit.SECONDS, 1_000);

  @SuppressWarnings("ImmutableEnumChecker") // the standard policies are
  private enum Policy {
    ETERNAL(new EternalExpiryPolicy(), false, false),
    CREATED(new CreatedExpiryPolicy(BY_POLICY), false, false),
    MODIFIED(new ModifiedExpiryPolicy(BY_POLICY), true, false),
    ACCESSED(new AccessedExpiryPolicy(BY_POLICY), false, true),
    TOUCHED(new TouchedExpiryPolicy(BY_POLICY), true, true);

    private final ExpiryPolicy policy;
    private final boolean setsAtUpdate;
    private final boolean setsAtAccess;

    Policy(ExpiryPolicy policy, boolean setsAtUpdate, boolean setsAtAccess) {
      this.policy = policy;
      this.setsAtUpdate = setsAtUpdate;
      this.setsAtAccess = setsAtAccess;
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Use {
    PUT(true, fixture -> {
      if (!fixture.engine().putQuietly("k", "w")) {
        fixture.put("k", "w");
      }
    }),
    GET_AND_PUT(
        true,
        fixture -> fixture.engine().execute("k", Put.of("w", Put.Kind.GET_AND_PUT), done -> {})),
    REPLACE(true, fixture -> fixture.engine().execute("k", new Replace<>(null, "w"), done -> {})),
    SET(
        true,
        fixture -> fixture.invoke("k", (entry, arguments) -> {
          entry.setValue("w");
          return null;
        })),
    GET(false, fixture -> fixture.get("k")),
    READ(false, fixture -> fixture.invoke("k", (entry, arguments) -> entry.getValue())),
    MISMATCH(
        false, fixture -> fixture.engine().execute("k", new Replace<>("another", "w"), done -> {}));

    private final boolean isUpdate;
    private final Consumer<EngineFixture> action;

    Use(boolean isUpdate, Consumer<EngineFixture> action) {
      this.isUpdate = isUpdate;
      this.action = action;
    }
  }

  static Stream<Arguments> allPoliciesAndUses() {
    return Arrays.stream(Policy.values())
        .flatMap(policy -> Arrays.stream(Use.values()).map(use -> Arguments.of(policy, use)));
  }

  @ParameterizedTest
  @MethodSource("allPoliciesAndUses")
  void timeToLive_entryUsedLater_holdsUntilThePolicySetsAnother(Policy policy, Use use) {
    EngineFixture fixture = new EngineFixture().policy(policy.policy);
    fixture.put("k", "v", OWN);
    fixture.clock.advance(OWN.dividedBy(2));

    use.action.accept(fixture);
    fixture.clock.advance(OWN.dividedBy(2).minusNanos(1));
    assertThat(fixture.engine().contains("k")).as("before its time").isTrue();
    fixture.clock.advance(Duration.ofNanos(1));

    boolean isSet = use.isUpdate ? policy.setsAtUpdate : policy.setsAtAccess;
    assertThat(fixture.engine().contains("k")).as("after its time").isEqualTo(isSet);
  }
}
