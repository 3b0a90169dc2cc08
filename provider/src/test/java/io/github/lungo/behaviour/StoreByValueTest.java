// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import io.github.lungo.LungoConfigurationBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** By value, nobody outside holds a key or a value of the cache: whatever is changed afterwards, it stays as it was. */
@SuppressWarnings("JavaUtilDate") // the mutable key that people do use
final class StoreByValueTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static LungoConfigurationBuilder<Date, List<Date>> dates() {
    @SuppressWarnings("unchecked")
    Class<List<Date>> lists = (Class<List<Date>>) (Class<?>) List.class;
    return LungoConfiguration.builder(Date.class, lists);
  }

  private static Date key() {
    return new Date(1);
  }

  private static List<Date> value() {
    return new ArrayList<>(List.of(new Date(2)));
  }

  /** Changes what somebody was given. */
  private static void spoil(Date key, List<Date> value) {
    key.setTime(99);
    value.get(0).setTime(99);
    value.add(new Date(98));
  }

  private static void requireUnspoilt(Cache<Date, List<Date>> cache) {
    assertThat(cache.get(key())).isEqualTo(value());
    assertThat(cache).hasSize(1);
    assertThat(cache.iterator().next().getKey()).isEqualTo(key());
    assertThat(cache.containsKey(new Date(99))).isFalse();
    cache.put(key(), value());
    assertThat(cache).hasSize(1);
  }

  static List<Call> storing() {
    return Call.storing().toList();
  }

  @ParameterizedTest
  @MethodSource("storing")
  void storingCall_argumentsChangedAfterwards_keepsItsOwn(Call call) {
    LungoCache<Date, List<Date>> cache = fixture.cache(dates());
    if (call.storesWherePresent()) {
      cache.put(key(), new ArrayList<>(List.of(new Date(7))));
    }
    Date key = key();
    List<Date> value = value();

    call.run(cache, key, value);
    spoil(key, value);

    requireUnspoilt(cache);
  }

  @Test
  void readingCalls_resultChanged_keepTheirOwn() {
    LungoCache<Date, List<Date>> cache = fixture.cache(dates());
    cache.put(key(), value());

    spoil(new Date(), cache.get(key()));
    spoil(new Date(), cache.get(key(), k -> value()));
    spoil(new Date(), cache.getAsync(key()).join());
    cache.getAll(Set.of(key())).forEach(StoreByValueTest::spoil);
    cache.forEach(entry -> spoil(entry.getKey(), entry.getValue()));

    requireUnspoilt(cache);
  }

  @Test
  void replacingCalls_resultChanged_keepTheirOwn() {
    LungoCache<Date, List<Date>> cache = fixture.cache(dates());
    cache.put(key(), value());

    spoil(new Date(), cache.getAndPut(key(), value()));
    spoil(new Date(), cache.getAndReplace(key(), value()));

    requireUnspoilt(cache);
  }

  @Test
  void processor_entryChangedInPlace_changesNothing() {
    LungoCache<Date, List<Date>> cache = fixture.cache(dates());
    cache.put(key(), value());

    cache.invoke(key(), (entry, arguments) -> {
      spoil(entry.getKey(), entry.getValue());
      return null;
    });

    requireUnspoilt(cache);
  }

  @Test
  void processor_keySpoiltBeforeItStores_storesUnderTheKey() {
    LungoCache<Date, List<Date>> cache = fixture.cache(dates());

    cache.invoke(key(), (entry, arguments) -> {
      entry.getKey().setTime(99);
      entry.setValue(value());
      return null;
    });

    requireUnspoilt(cache);
  }

  @Test
  void invokeAll_resultKeysChanged_keepsItsOwn() {
    LungoCache<Date, List<Date>> cache = fixture.cache(dates());

    var results = cache.invokeAll(Set.of(key()), (entry, arguments) -> {
      entry.setValue(value());
      return "done";
    });
    results.keySet().forEach(key -> key.setTime(99));

    requireUnspoilt(cache);
  }

  private enum LoadingCall {
    GET,
    GET_ASYNC,
    GET_ALL,
    INVOKE,
    LOAD_ALL
  }

  @ParameterizedTest
  @EnumSource
  void loadingCall_everythingChanged_keepsItsOwn(LoadingCall call) {
    SpoilingLoader loader = new SpoilingLoader();
    LungoCache<Date, List<Date>> cache =
        fixture.cache(dates().executor(Runnable::run).readThrough(always(loader)));

    switch (call) {
      case GET -> spoil(new Date(), cache.get(key()));
      case GET_ASYNC -> spoil(new Date(), cache.getAsync(key()).join());
      case GET_ALL -> cache.getAll(Set.of(key())).forEach(StoreByValueTest::spoil);
      case INVOKE -> cache.invoke(key(), (entry, arguments) -> entry.getValue());
      case LOAD_ALL -> cache.loadAll(Set.of(key()), true, null);
    }
    loader.given.forEach(StoreByValueTest::spoil);

    requireUnspoilt(cache);
  }

  @Test
  void writer_entriesChanged_changesNothing() {
    LungoCache<Date, List<Date>> cache =
        fixture.cache(dates().writeThrough(always(new SpoilingWriter())));

    cache.put(key(), value());
    cache.putAll(Map.of(key(), value()));

    requireUnspoilt(cache);
    assertThat(cache.remove(key())).isTrue();
    cache.put(key(), value());
    cache.removeAll(Set.of(key()));
    assertThat(cache).isEmpty();
  }

  @Test
  void listenerAndFilter_eventChanged_changeNothing() {
    CacheEntryCreatedListener<Date, List<Date>> listener =
        events -> events.forEach(event -> spoil(event.getKey(), event.getValue()));
    CacheEntryEventFilter<Date, List<Date>> filter = event -> {
      assertThat(event.getKey()).isEqualTo(key());
      assertThat(event.getValue()).isEqualTo(value());
      return spoiling(event);
    };
    LungoCache<Date, List<Date>> cache = fixture.cache(dates()
        .listener(new MutableCacheEntryListenerConfiguration<>(
            always(listener), always(filter), true, true))
        .listener(new MutableCacheEntryListenerConfiguration<>(
            always(listener), always(filter), false, true)));

    cache.put(key(), value());

    requireUnspoilt(cache);
  }

  private static boolean spoiling(CacheEntryEvent<? extends Date, ? extends List<Date>> event) {
    spoil(event.getKey(), event.getValue());
    return false;
  }

  @Test
  void weigher_argumentsChanged_changesNothing() {
    LungoCache<Date, List<Date>> cache =
        fixture.cache(dates().maximumWeight(1_000).weigher((key, value) -> {
          spoil(key, value);
          return 1;
        }));

    cache.put(key(), value());

    requireUnspoilt(cache);
  }

  /** Changes the keys it was given, and keeps what it answered for later. */
  private static final class SpoilingLoader implements CacheLoader<Date, List<Date>> {
    final IdentityHashMap<Date, List<Date>> given = new IdentityHashMap<>();

    @Override
    public List<Date> load(Date key) {
      List<Date> value = value();
      given.put(key, value);
      return value;
    }

    @Override
    public Map<Date, List<Date>> loadAll(Iterable<? extends Date> keys) {
      Map<Date, List<Date>> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private static final class SpoilingWriter implements CacheWriter<Date, List<Date>> {
    @Override
    public void write(Cache.Entry<? extends Date, ? extends List<Date>> entry) {
      spoil(entry.getKey(), entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Date, ? extends List<Date>>> entries) {
      entries.forEach(this::write);
    }

    @Override
    public void delete(Object key) {
      ((Date) key).setTime(99);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
    }
  }
}
