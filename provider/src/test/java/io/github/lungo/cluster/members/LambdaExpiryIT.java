// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.cluster.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.CacheMode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processors that run where they are called, as plain lambdas do, let entries expire like those that run at the entry. */
final class LambdaExpiryIT {
  private static final int KEYS = 10;

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void invoke_whereAnAccessEndsTheEntry_seesItOnce(CacheMode mode) {
    try (OwningMembers members = members(mode)) {
      Cache<String, Long> cache = members.createStandard(expiring(new Asked(Duration.ZERO)));
      for (int i = 0; i < KEYS; i++) {
        String key = "k" + i;
        cache.put(key, 7L);

        assertThat(cache.<Long>invoke(key, (entry, arguments) -> entry.getValue()))
            .isEqualTo(7);
        assertThat(cache.containsKey(key)).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REPLICATED", "PARTITIONED"})
  void invoke_asksThePolicyOnce(CacheMode mode) {
    Asked policy = new Asked(Duration.ONE_DAY);
    try (OwningMembers members = members(mode)) {
      Cache<String, Long> cache = members.createStandard(expiring(policy));
      for (int i = 0; i < KEYS; i++) {
        String key = "k" + i;
        cache.put(key, 7L);
        policy.times.set(0);

        cache.invoke(key, (entry, arguments) -> entry.getValue());
        assertThat(policy.times).hasValue(1);

        cache.invoke(key, (entry, arguments) -> {
          entry.setValue(8L);
          return null;
        });
        assertThat(policy.times).hasValue(2);
      }
    }
  }

  private static OwningMembers members(CacheMode mode) {
    return OwningMembers.reading(mode, 3, UnaryOperator.identity());
  }

  private static MutableConfiguration<String, Long> expiring(ExpiryPolicy policy) {
    return new MutableConfiguration<String, Long>()
        .setTypes(String.class, Long.class)
        .setExpiryPolicyFactory(() -> policy);
  }

  /** Grants a time for each access and counts the questions. Thread-safe. */
  private static final class Asked implements ExpiryPolicy {
    private final AtomicInteger times = new AtomicInteger();
    private final Duration ofAccesses;

    Asked(Duration ofAccesses) {
      this.ofAccesses = ofAccesses;
    }

    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForAccess() {
      times.incrementAndGet();
      return ofAccesses;
    }

    @Override
    public Duration getExpiryForUpdate() {
      times.incrementAndGet();
      return Duration.ETERNAL;
    }
  }
}
