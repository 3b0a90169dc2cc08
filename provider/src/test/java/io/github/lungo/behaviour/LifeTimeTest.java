// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A single entry's time to live, on caches that are eternal, expiring or bounded. */
final class LifeTimeTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofHours(1);

  @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
  private enum Shape {
    ETERNAL(builder -> builder),
    EXPIRING(builder -> builder.touchedExpiry(LONG)),
    BOUNDED(builder -> builder.maximumSize(100)),
    WEIGHED(builder -> builder.maximumWeight(100_000)),
    BOUNDED_AND_EXPIRING(builder -> builder.maximumSize(100).createdExpiry(LONG));

    private final UnaryOperator<LungoConfigurationBuilder<Integer, Object>> setting;

    Shape(UnaryOperator<LungoConfigurationBuilder<Integer, Object>> setting) {
      this.setting = setting;
    }

    LungoConfigurationBuilder<Integer, Object> builder() {
      return setting.apply(LungoConfiguration.builder(Integer.class, Object.class));
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_timeToLive_endsForEveryReader(Shape shape) {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache = fixture.cache(shape.builder());
      cache.put(1, "short", SHORT);
      cache.put(2, "long", LONG);
      cache.put(3, "by policy");

      Await.until(() -> !cache.containsKey(1));

      assertThat(cache.get(1)).isNull();
      assertThat(cache.getAll(Set.of(1, 2, 3))).containsOnlyKeys(2, 3);
      assertThat(cache).hasSize(2);
      assertThat(cache.remove(1)).isFalse();
      assertThat(cache.replace(1, "new")).isFalse();
      assertThat(cache.putIfAbsent(1, "new")).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_timeToLiveEnds_isTold(Shape shape) {
    Queue<String> told = new ConcurrentLinkedQueue<>();
    CacheEntryExpiredListener<Integer, Object> listener =
        events -> events.forEach(event -> told.add(describe(event)));
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache = fixture.cache(shape
          .builder()
          .listener(
              new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true)));
      cache.put(1, "short", SHORT);
      cache.put(2, "long", LONG);

      Await.until(() -> !told.isEmpty());

      assertThat(told).containsExactly("EXPIRED 1 short short");
      assertThat(cache).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_overAShortLife_livesOnByPolicyOrItsOwnTime(Shape shape) {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache = fixture.cache(shape.builder());
      cache.put(1, "short", SHORT);
      cache.put(1, "long", LONG);
      cache.put(2, "marker", SHORT);

      Await.until(() -> !cache.containsKey(2));

      assertThat(cache.get(1)).isEqualTo("long");
    }
  }

  @ParameterizedTest
  @EnumSource
  void entry_withTimeToLive_isFreedWhenItGoes(Shape shape) {
    try (Fixture fixture = new Fixture()) {
      LungoCache<Integer, Object> cache =
          fixture.cache(shape.builder().storeByValue(false).unbounded().maximumSize(50));
      List<WeakReference<Object>> values = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        Object value = new byte[10_000];
        values.add(new WeakReference<>(value));
        cache.put(i % 200, value, LONG);
        if (i < 20) {
          cache.remove(i);
        }
      }

      Await.collected(values, 60);

      assertThat(cache).hasSizeLessThanOrEqualTo(50);
    }
  }

  private static String describe(CacheEntryEvent<? extends Integer, ?> event) {
    return event.getEventType() + " " + event.getKey() + " " + event.getValue() + " "
        + event.getOldValue();
  }
}
