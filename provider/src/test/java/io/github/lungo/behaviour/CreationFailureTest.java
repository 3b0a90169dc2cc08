// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.io.Closeable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cache that cannot be made leaves nothing behind: no name, no bean, no object of the user that is still open. */
final class CreationFailureTest {
  private final Fixture fixture = new Fixture();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void close() {
    fixture.close();
  }

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Part {
    LOADER((builder, factory) -> builder.readThrough(as(factory))),
    WRITER((builder, factory) -> builder.writeThrough(as(factory))),
    POLICY((builder, factory) -> builder.expiry(as(factory))),
    LISTENER((builder, factory) -> builder.listener(
        new MutableCacheEntryListenerConfiguration<>(as(factory), null, true, true))),
    FILTER((builder, factory) -> builder.listener(new MutableCacheEntryListenerConfiguration<>(
        always(new Ignoring()), as(factory), true, true)));

    private final BiFunction<
            LungoConfigurationBuilder<Object, Object>,
            Factory<?>,
            LungoConfigurationBuilder<Object, Object>>
        setting;

    Part(
        BiFunction<
                LungoConfigurationBuilder<Object, Object>,
                Factory<?>,
                LungoConfigurationBuilder<Object, Object>>
            setting) {
      this.setting = setting;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // none is ever made
    private static <T> Factory<T> as(Factory<?> factory) {
      return (Factory<T>) factory;
    }
  }

  @ParameterizedTest
  @EnumSource
  void createCache_factoryThrows_leavesNothing(Part part) {
    assertRefused(part.setting.apply(good(), () -> {
      throw new IllegalStateException("user");
    }));
  }

  @ParameterizedTest
  @EnumSource
  void createCache_factoryReturnsNull_leavesNothing(Part part) {
    assertRefused(part.setting.apply(good(), () -> null));
  }

  private void assertRefused(LungoConfigurationBuilder<Object, Object> bad) {
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> fixture.cache(bad))
        .withMessageContaining("beans");

    assertThat(closed).as("closed of those made").hasValue(made.get());
    assertThat(fixture.manager.getCacheNames()).isEmpty();
    assertThat(Beans.of(fixture.manager)).isEmpty();
    LungoCache<Object, Object> again = fixture.cache(good());
    again.put("key", "value");
    assertThat(again.get("key")).isEqualTo("value");
  }

  @Test
  @SuppressWarnings("unchecked") // of the cache's own types
  void registerListener_filterFactoryThrows_closesTheListener() {
    LungoCache<Object, Object> cache =
        fixture.cache(LungoConfiguration.builder(Object.class, Object.class));
    Factory<CacheEntryEventFilter<Object, Object>> bad = () -> {
      throw new IllegalStateException("user");
    };

    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> cache.registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(listeners(), bad, true, true)));

    assertThat(made).hasValue(1);
    assertThat(closed).hasValue(1);
    assertThat(
            cache.getConfiguration(LungoConfiguration.class).getCacheEntryListenerConfigurations())
        .isEqualTo(Set.of());
  }

  @Test
  void createCache_nameTaken_hasNoSideEffect() {
    LungoCache<Object, Object> cache = fixture.cache(good());
    int madeBefore = made.get();
    int beansBefore = Beans.of(fixture.manager).size();

    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> fixture.cache(good()))
        .withMessageContaining("beans");

    assertThat(made).hasValue(madeBefore);
    assertThat(closed).hasValue(0);
    assertThat(Beans.of(fixture.manager)).hasSize(beansBefore);
    assertThat(fixture.manager.<Object, Object>getCache("beans")).isSameAs(cache);
    cache.put("key", "value");
    assertThat(cache.get("key")).isEqualTo("value");
  }

  /** A configuration that makes closeable objects of every kind, and beans. */
  private LungoConfigurationBuilder<Object, Object> good() {
    return LungoConfiguration.builder(Object.class, Object.class)
        .statistics(true)
        .management(true)
        .expiry(counted(() -> new ClosingPolicy(closed)))
        .readThrough(counted(() -> new ClosingLoader(closed)))
        .writeThrough(counted(() -> new ClosingWriter(closed)))
        .listener(new MutableCacheEntryListenerConfiguration<>(listeners(), null, false, true));
  }

  private Factory<ClosingListener> listeners() {
    return counted(() -> new ClosingListener(closed));
  }

  private <T> Factory<T> counted(Factory<T> factory) {
    return () -> {
      made.incrementAndGet();
      return factory.create();
    };
  }

  private static class Ignoring implements CacheEntryCreatedListener<Object, Object> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<?, ?>> events) {}
  }

  /** Counts how often it is closed. */
  private interface Closing extends Closeable {
    AtomicInteger closed();

    @Override
    default void close() {
      closed().incrementAndGet();
    }
  }

  private static final class ClosingListener extends Ignoring implements Closing {
    private final AtomicInteger closed;

    ClosingListener(AtomicInteger closed) {
      this.closed = closed;
    }

    @Override
    public AtomicInteger closed() {
      return closed;
    }
  }

  private record ClosingPolicy(AtomicInteger closed) implements ExpiryPolicy, Closing {
    @Override
    public Duration getExpiryForCreation() {
      return Duration.ETERNAL;
    }

    @Override
    public Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public Duration getExpiryForUpdate() {
      return null;
    }
  }

  private record ClosingLoader(AtomicInteger closed)
      implements CacheLoader<Object, Object>, Closing {
    @Override
    public Object load(Object key) {
      return null;
    }

    @Override
    public Map<Object, Object> loadAll(Iterable<?> keys) {
      return Map.of();
    }
  }

  private record ClosingWriter(AtomicInteger closed)
      implements CacheWriter<Object, Object>, Closing {
    @Override
    public void write(Cache.Entry<?, ?> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<?, ?>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }
}
