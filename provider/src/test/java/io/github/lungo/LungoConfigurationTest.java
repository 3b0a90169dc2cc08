// SPDX-License-Identifier: Apache-2.0
package io.github.lungo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LungoConfigurationTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void backups_outOfRange_isRefused(int backups) {
    var builder = LungoConfiguration.builder(String.class, Long.class);

    assertThatThrownBy(() -> builder.backups(backups))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("backups must be 0 to 4: " + backups);
  }

  @Test
  void hotCopies_areAnEighthOfTheBound() {
    var builder = LungoConfiguration.builder(String.class, Long.class);
    assertThat(builder.build().hotCopies()).isEqualTo(10_000);
    assertThat(builder.maximumSize(804).build().hotCopies()).isEqualTo(100);
    assertThat(builder.unbounded().maximumWeight(1 << 20).build().hotCopies()).isEqualTo(1 << 17);
    assertThat(builder.hotCopies(7).build().toBuilder().build().hotCopies()).isEqualTo(7);
    assertThat(builder.hotCopies(0).build().hotCopies()).isZero();
    assertThatThrownBy(() -> builder.hotCopies(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("hotCopies must not be negative: -1");
  }

  @Test
  void builder_untouched_hasTheDocumentedDefaults() {
    var configuration = LungoConfiguration.builder(String.class, Long.class).build();

    assertThat(configuration.mode()).isEqualTo(CacheMode.LOCAL);
    assertThat(configuration.backups()).isEqualTo(1);
    assertThat(configuration.maximumSize()).isEmpty();
    assertThat(configuration.maximumWeight()).isEmpty();
    assertThat(configuration.weigher()).isNull();
    assertThat(configuration.loadTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(configuration.maximumConcurrentLoads()).isEqualTo(Integer.MAX_VALUE);
    assertThat(configuration.listenerTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.listenerScope()).isEqualTo(ListenerScope.CLUSTER);
    assertThat(configuration.executor()).isNull();
  }

  @Test
  void builder_untouched_hasTheDefaultsOfTheSpecification() {
    var specification = new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);

    var configuration = LungoConfiguration.builder(String.class, Long.class).build();

    assertThat(new MutableConfiguration<>(configuration)).isEqualTo(specification);
    assertThat(configuration.isManagementEnabled()).isFalse();
  }

  @Test
  void builder_nullType_isRefused() {
    assertThatThrownBy(() -> LungoConfiguration.builder(null, Long.class))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("keyType is null");
    assertThatThrownBy(() -> LungoConfiguration.builder(String.class, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("valueType is null");
  }

  @Test
  void copyOf_completeConfiguration_keepsEverythingItSays() {
    var original = everythingSaid();

    var copy = LungoConfiguration.copyOf(original);

    assertThat(new MutableConfiguration<>(copy)).isEqualTo(original);
    assertThat(copy.isManagementEnabled()).isTrue();
    assertThat(copy.getCacheEntryListenerConfigurations()).hasSize(1);
  }

  @Test
  void copyOf_originalChangedAfterwards_staysAsItWas() {
    var original = everythingSaid();
    var expected = new MutableConfiguration<>(original);

    var copy = LungoConfiguration.copyOf(original);
    original.setStoreByValue(true);
    original.addCacheEntryListenerConfiguration(listener("two"));
    original.setStatisticsEnabled(false).setManagementEnabled(false);
    original.setExpiryPolicyFactory(EternalExpiryPolicy.factoryOf());

    assertThat(new MutableConfiguration<>(copy)).isEqualTo(expected);
    assertThat(copy.isManagementEnabled()).isTrue();
  }

  @Test
  void copyOf_lungoConfiguration_isThatVeryConfiguration() {
    var original =
        LungoConfiguration.builder(String.class, Long.class).maximumSize(7).build();

    assertThat(LungoConfiguration.copyOf(original)).isSameAs(original);
  }

  @Test
  void copyOf_plainConfiguration_takesTheRestFromTheSpecification() {
    var copy = LungoConfiguration.copyOf(new Plain(String.class, Long.class));

    assertThat(new MutableConfiguration<>(copy))
        .isEqualTo(new MutableConfiguration<String, Long>()
            .setTypes(String.class, Long.class)
            .setStoreByValue(false));
  }

  @Test
  void copyOf_typesNull_checksNoType() {
    var copy = LungoConfiguration.copyOf(new Plain(null, null));

    assertThat((Class<?>) copy.getKeyType()).isEqualTo(Object.class);
    assertThat((Class<?>) copy.getValueType()).isEqualTo(Object.class);
  }

  @Test
  void copyOf_completeConfigurationWithTypesNull_checksNoType() {
    var copy = LungoConfiguration.copyOf(new Untyped());

    assertThat((Class<?>) copy.getKeyType()).isEqualTo(Object.class);
    assertThat((Class<?>) copy.getValueType()).isEqualTo(Object.class);
  }

  @Test
  void copyOf_null_isRefused() {
    assertThatThrownBy(() -> LungoConfiguration.copyOf(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("configuration is null");
  }

  @Test
  void listeners_changed_isRefused() {
    var listeners =
        LungoConfiguration.copyOf(everythingSaid()).getCacheEntryListenerConfigurations();

    assertThatThrownBy(listeners::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void toBuilder_builtAtOnce_equalsTheOriginal() {
    var original = LungoConfiguration.copyOf(everythingSaid()).toBuilder()
        .maximumWeight(9)
        .weigher((key, value) -> 1)
        .loadTimeout(Duration.ofMillis(1))
        .maximumConcurrentLoads(2)
        .listenerTimeout(Duration.ofMillis(3))
        .listenerScope(ListenerScope.LOCAL)
        .staleWhileRevalidate(Duration.ofMillis(4))
        .staleIfError(Duration.ofMillis(5))
        .negativeTimeToLive(Duration.ofMillis(6))
        .failureBackoff(Duration.ofMillis(7))
        .failureBackoffMaximum(Duration.ofMillis(8))
        .refreshAfterWrite(Duration.ofMillis(20))
        .refreshWindow(Duration.ofMillis(21))
        .expiryJitter(0.25)
        .executor(Runnable::run)
        .build();

    assertThat(original.toBuilder().build()).isEqualTo(original).isNotSameAs(original);
  }

  @Test
  void toBuilder_changed_leavesTheOriginalAlone() {
    var original = LungoConfiguration.copyOf(everythingSaid());

    original.toBuilder().storeByValue(true).listener(listener("two")).build();

    assertThat(original.isStoreByValue()).isFalse();
    assertThat(original.getCacheEntryListenerConfigurations()).hasSize(1);
  }

  static Stream<UnaryOperator<LungoConfigurationBuilder<String, Long>>> settings() {
    return Stream.of(
        builder -> builder.maximumSize(5),
        builder -> builder.maximumWeight(5),
        builder -> builder.maximumWeight(6).weigher((key, value) -> 1),
        builder -> builder.loadTimeout(Duration.ofMillis(5)),
        builder -> builder.maximumConcurrentLoads(5),
        builder -> builder.listenerTimeout(Duration.ofMillis(5)),
        builder -> builder.listenerScope(ListenerScope.LOCAL),
        builder -> builder.staleWhileRevalidate(Duration.ofMillis(5)),
        builder -> builder.staleIfError(Duration.ofMillis(5)),
        builder -> builder.negativeTimeToLive(Duration.ofMillis(5)),
        builder -> builder.failureBackoff(Duration.ofMillis(5)),
        builder -> builder.failureBackoffMaximum(Duration.ofMillis(5)),
        builder -> builder.refreshAfterWrite(Duration.ofMillis(5)),
        builder -> builder.refreshWindow(Duration.ofMillis(5)),
        builder -> builder.expiryJitter(0.1),
        builder -> builder.executor(Runnable::run),
        builder -> builder.storeByValue(false),
        builder -> builder.statistics(true),
        builder -> builder.management(true),
        builder -> builder.loader(FactoryBuilder.factoryOf(Loader.class)),
        builder -> builder.readThrough(FactoryBuilder.factoryOf(Loader.class)),
        builder -> builder.writeThrough(FactoryBuilder.factoryOf(Writer.class)),
        builder -> builder.createdExpiry(Duration.ofMillis(5)),
        builder -> builder.listener(listener("two")));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void equals_oneSettingDiffers_isFalse(
      UnaryOperator<LungoConfigurationBuilder<String, Long>> setting) {
    var plain = LungoConfiguration.builder(String.class, Long.class).build();

    var other =
        setting.apply(LungoConfiguration.builder(String.class, Long.class)).build();

    assertThat(other).isNotEqualTo(plain);
  }

  @Test
  void equals_sameSettings_isTrueAndHashesAlike() {
    var one = LungoConfiguration.builder(String.class, Long.class).maximumSize(5);
    var other = LungoConfiguration.builder(String.class, Long.class).maximumSize(5);

    assertThat(one.build()).isEqualTo(other.build()).hasSameHashCodeAs(other.build());
  }

  @Test
  void toString_everySetting_isNamed() {
    var configuration = LungoConfiguration.builder(String.class, Long.class)
        .maximumSize(5)
        .statistics(true)
        .build();

    assertThat(configuration)
        .hasToString(
            "LungoConfiguration[java.lang.String -> java.lang.Long, mode=LOCAL, consistency=STRONG, backups=1, hotCopies=0, maximumSize=5,"
                + " maximumWeight=null, weigher=null, storeByValue=true, readThrough=false,"
                + " writeThrough=false, statistics=true, management=false, loadAt=OWNER, loadTimeout=PT30S,"
                + " maximumConcurrentLoads=2147483647, listenerTimeout=PT5S, listenerScope=CLUSTER,"
                + " Resilience[refreshAfterWrite=null,"
                + " refreshWindow=PT0.01S, staleWhileRevalidate=null,"
                + " staleIfError=null, negativeTimeToLive=null, failureBackoff=null,"
                + " failureBackoffMaximum=PT1M, expiryJitter=0.0], executor=null]");
  }

  @Test
  void serialisation_thereAndBack_equalsTheOriginal() throws Exception {
    var original = LungoConfiguration.copyOf(everythingSaid()).toBuilder()
        .maximumWeight(5)
        .weigher(Weigher.encodedSize())
        .build();

    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(original);
    }
  }

  private static MutableConfiguration<String, Long> everythingSaid() {
    return new MutableConfiguration<String, Long>()
        .setTypes(String.class, Long.class)
        .setStoreByValue(false)
        .setReadThrough(true)
        .setWriteThrough(true)
        .setStatisticsEnabled(true)
        .setManagementEnabled(true)
        .setCacheLoaderFactory(FactoryBuilder.factoryOf(Loader.class))
        .setCacheWriterFactory(FactoryBuilder.factoryOf(Writer.class))
        .setExpiryPolicyFactory(
            CreatedExpiryPolicy.factoryOf(new javax.cache.expiry.Duration(TimeUnit.SECONDS, 5)))
        .addCacheEntryListenerConfiguration(listener("one"));
  }

  private static CacheEntryListenerConfiguration<String, Long> listener(String name) {
    return new MutableCacheEntryListenerConfiguration<>(
        FactoryBuilder.factoryOf(name), null, false, true);
  }

  private record Plain(Class<String> keyType, Class<Long> valueType)
      implements Configuration<String, Long> {
    @Override
    public Class<String> getKeyType() {
      return keyType;
    }

    @Override
    public Class<Long> getValueType() {
      return valueType;
    }

    @Override
    public boolean isStoreByValue() {
      return false;
    }
  }

  private static final class Untyped extends MutableConfiguration<String, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<String> getKeyType() {
      return null;
    }

    @Override
    public Class<Long> getValueType() {
      return null;
    }
  }

  abstract static class Loader implements CacheLoader<String, Long> {}

  abstract static class Writer implements CacheWriter<String, Long> {}
}
