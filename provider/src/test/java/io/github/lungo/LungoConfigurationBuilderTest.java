// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LungoConfigurationBuilderTest {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final javax.cache.expiry.Duration FIVE_SECONDS_OF_JCACHE =
      new javax.cache.expiry.Duration(TimeUnit.SECONDS, 5);

  private final LungoConfigurationBuilder<String, Long> builder =
      LungoConfiguration.builder(String.class, Long.class);

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        refused("maximumSize must be positive: -3", builder -> builder.maximumSize(-3)),
        refused("maximumSize must be positive: 0", builder -> builder.maximumSize(0)),
        refused("maximumWeight must be positive: 0", builder -> builder.maximumWeight(0)),
        refused(
            "maximumConcurrentLoads must be positive: 0",
            builder -> builder.maximumConcurrentLoads(0)),
        refused(
            "loadTimeout must be positive: PT0S", builder -> builder.loadTimeout(Duration.ZERO)),
        refused(
            "loadTimeout must be positive: PT-5S",
            builder -> builder.loadTimeout(FIVE_SECONDS.negated())),
        refused(
            "loadTimeout must be at most PT2562047H47M16.854775807S: PT2562047H47M16.854775808S",
            builder -> builder.loadTimeout(Duration.ofNanos(Long.MAX_VALUE).plusNanos(1))),
        refused(
            "listenerTimeout must be positive: PT0S",
            builder -> builder.listenerTimeout(Duration.ZERO)),
        refused(
            "staleWhileRevalidate must be positive: PT0S",
            builder -> builder.staleWhileRevalidate(Duration.ZERO)),
        refused(
            "staleIfError must be positive: PT0S", builder -> builder.staleIfError(Duration.ZERO)),
        refused(
            "negativeTimeToLive must be positive: PT0S",
            builder -> builder.negativeTimeToLive(Duration.ZERO)),
        refused(
            "failureBackoff must be positive: PT0S",
            builder -> builder.failureBackoff(Duration.ZERO)),
        refused(
            "failureBackoffMaximum must be positive: PT0S",
            builder -> builder.failureBackoffMaximum(Duration.ZERO)),
        refused(
            "refreshAfterWrite must be positive: PT0S",
            builder -> builder.refreshAfterWrite(Duration.ZERO)),
        refused(
            "refreshWindow must be positive: PT0S",
            builder -> builder.refreshWindow(Duration.ZERO)),
        refused(
            "expiryJitter must be between 0 and 0.5: -0.1", builder -> builder.expiryJitter(-0.1)),
        refused(
            "expiryJitter must be between 0 and 0.5: 0.51", builder -> builder.expiryJitter(0.51)),
        refused(
            "expiryJitter must be between 0 and 0.5: NaN",
            builder -> builder.expiryJitter(Double.NaN)),
        refused(
            "expiryDuration must be positive: PT0S",
            builder -> builder.createdExpiry(Duration.ZERO)),
        refused(
            "expiryDuration must be at least 1 ms: PT0.0009S",
            builder -> builder.touchedExpiry(Duration.ofNanos(900_000))));
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void anySetting_outOfRange_isRefusedAtOnce(
      String message, Consumer<LungoConfigurationBuilder<?, ?>> setting) {
    assertThatThrownBy(() -> setting.accept(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> nulls() {
    return Stream.of(
        refused("mode is null", builder -> builder.mode(null)),
        refused("weigher is null", builder -> builder.weigher(null)),
        refused("loadTimeout is null", builder -> builder.loadTimeout(null)),
        refused("staleWhileRevalidate is null", builder -> builder.staleWhileRevalidate(null)),
        refused("staleIfError is null", builder -> builder.staleIfError(null)),
        refused("negativeTimeToLive is null", builder -> builder.negativeTimeToLive(null)),
        refused("failureBackoff is null", builder -> builder.failureBackoff(null)),
        refused("failureBackoffMaximum is null", builder -> builder.failureBackoffMaximum(null)),
        refused("refreshAfterWrite is null", builder -> builder.refreshAfterWrite(null)),
        refused("refreshWindow is null", builder -> builder.refreshWindow(null)),
        refused("listenerTimeout is null", builder -> builder.listenerTimeout(null)),
        refused("listenerScope is null", builder -> builder.listenerScope(null)),
        refused("executor is null", builder -> builder.executor(null)),
        refused("loader is null", builder -> builder.loader(null)),
        refused("loader is null", builder -> builder.readThrough(null)),
        refused("writer is null", builder -> builder.writeThrough(null)),
        refused("expiry is null", builder -> builder.expiry(null)),
        refused("expiryDuration is null", builder -> builder.createdExpiry(null)),
        refused("listener is null", builder -> builder.listener(null)),
        refused("listener is null", builder -> builder.withoutListener(null)));
  }

  @ParameterizedTest
  @MethodSource("nulls")
  void anySetting_null_isRefusedAtOnce(
      String message, Consumer<LungoConfigurationBuilder<?, ?>> setting) {
    assertThatThrownBy(() -> setting.accept(builder))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> policies() {
    return Stream.of(
        policy(new EternalExpiryPolicy(), LungoConfigurationBuilder::eternalExpiry),
        policy(
            new CreatedExpiryPolicy(FIVE_SECONDS_OF_JCACHE),
            builder -> builder.createdExpiry(FIVE_SECONDS)),
        policy(
            new ModifiedExpiryPolicy(FIVE_SECONDS_OF_JCACHE),
            builder -> builder.modifiedExpiry(FIVE_SECONDS)),
        policy(
            new AccessedExpiryPolicy(FIVE_SECONDS_OF_JCACHE),
            builder -> builder.accessedExpiry(FIVE_SECONDS)),
        policy(
            new TouchedExpiryPolicy(FIVE_SECONDS_OF_JCACHE),
            builder -> builder.touchedExpiry(FIVE_SECONDS)));
  }

  @ParameterizedTest
  @MethodSource("policies")
  void anyStandardExpiry_makesThatPolicy(
      ExpiryPolicy expected, Consumer<LungoConfigurationBuilder<?, ?>> setting) {
    builder.accessedExpiry(Duration.ofDays(1));

    setting.accept(builder);

    assertThat(builder.build().getExpiryPolicyFactory().create()).isEqualTo(expected);
  }

  @Test
  void expiry_ownPolicy_isKept() {
    Factory<ExpiryPolicy> factory = CreatedExpiryPolicy.factoryOf(FIVE_SECONDS_OF_JCACHE);

    assertThat(builder.expiry(factory).build().getExpiryPolicyFactory()).isSameAs(factory);
  }

  @Test
  void expiry_longestDuration_isAccepted() {
    builder.createdExpiry(Duration.ofNanos(Long.MAX_VALUE));

    assertThatThrownBy(() -> builder.createdExpiry(ChronoUnit.FOREVER.getDuration()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expiryDuration must be at most ");
  }

  @Test
  void build_sizeAndWeight_isRefused() {
    builder.maximumSize(10).maximumWeight(20);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("maximumSize and maximumWeight exclude each other: 10 and 20");
  }

  @Test
  void build_weigherWithoutWeight_isRefused() {
    builder.weigher(Weigher.encodedSize());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("weigher needs maximumWeight: encoded-size");
  }

  @Test
  void build_weightWithoutWeigher_weighsEncodedSize() {
    var configuration = builder.maximumWeight(20).build();

    assertThat(configuration.maximumWeight()).hasValue(20);
    assertThat(Weigher.isEncodedSize(configuration.weigher())).isTrue();
  }

  @Test
  void build_ownWeigher_isKept() {
    Weigher<Object, Object> weigher = (key, value) -> 3;

    assertThat(builder.maximumWeight(20).weigher(weigher).build().weigher()).isSameAs(weigher);
  }

  @Test
  void unbounded_weightAndWeigher_takesBothBack() {
    var configuration = builder
        .maximumWeight(20)
        .weigher(Weigher.encodedSize())
        .unbounded()
        .maximumSize(4)
        .build();

    assertThat(configuration.maximumSize()).hasValue(4);
    assertThat(configuration.maximumWeight()).isEmpty();
    assertThat(configuration.weigher()).isNull();
  }

  @Test
  void build_calledTwice_keepsTheFirstAsItWas() {
    var first = builder.maximumSize(4).build();
    var second = builder.maximumSize(5).statistics(true).build();

    assertThat(first.maximumSize()).hasValue(4);
    assertThat(first.isStatisticsEnabled()).isFalse();
    assertThat(second.maximumSize()).hasValue(5);
  }

  @Test
  void loader_given_doesNotReadThrough() {
    var configuration = builder.loader(() -> null).build();

    assertThat(configuration.getCacheLoaderFactory()).isNotNull();
    assertThat(configuration.isReadThrough()).isFalse();
  }

  @Test
  void readThrough_given_readsThrough() {
    var configuration = builder.readThrough(() -> null).build();

    assertThat(configuration.getCacheLoaderFactory()).isNotNull();
    assertThat(configuration.isReadThrough()).isTrue();
  }

  @Test
  void writeThrough_given_writesThrough() {
    var configuration = builder.writeThrough(() -> null).build();

    assertThat(configuration.getCacheWriterFactory()).isNotNull();
    assertThat(configuration.isWriteThrough()).isTrue();
  }

  @Test
  void listener_addedTwice_isRefused() {
    var listener = listener("a.Listener");
    builder.listener(listener);

    assertThatThrownBy(() -> builder.listener(listener))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withoutListener_equalToOneThere_takesItOut() {
    builder.listener(listener("a.Listener")).listener(listener("another.Listener"));

    var configuration = builder.withoutListener(listener("a.Listener")).build();

    assertThat(configuration.getCacheEntryListenerConfigurations())
        .containsExactly(listener("another.Listener"));
  }

  @Test
  void withoutListener_notThere_doesNothing() {
    builder.listener(listener("a.Listener"));

    assertThat(builder.withoutListener(listener("no.Listener")).build()).isEqualTo(builder.build());
  }

  private static CacheEntryListenerConfiguration<String, Long> listener(String name) {
    return new MutableCacheEntryListenerConfiguration<>(
        FactoryBuilder.factoryOf(name), null, false, false);
  }

  private static Arguments refused(
      String message, Consumer<LungoConfigurationBuilder<?, ?>> setting) {
    return Arguments.of(message, setting);
  }

  private static Arguments policy(
      ExpiryPolicy expected, Consumer<LungoConfigurationBuilder<?, ?>> setting) {
    return Arguments.of(expected, setting);
  }
}
