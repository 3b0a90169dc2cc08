// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What has another type than the cache declares is refused with the cache's name, and not stored. */
final class WrongTypeTest {
  private final Fixture fixture = new Fixture();
  private LungoCache<String, String> cache;

  @BeforeEach
  void createCache() {
    cache = fixture.cache(Fixture.strings());
    cache.put("key", "value");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource
  void call_keyOfAnotherType_isRefused(Call call) {
    assertRefused(() -> call.run(cache, 7, "new"));
  }

  static Stream<Call> takingValues() {
    return Call.takingValues().filter(call -> !call.isProcessor());
  }

  @ParameterizedTest
  @MethodSource("takingValues")
  void call_valueOfAnotherType_isRefused(Call call) {
    assertRefused(() -> call.run(cache, "key", 7));
  }

  @Test
  void invoke_valueOfAnotherType_isRefused() {
    assertRefused(() -> Call.INVOKE_SET.run(cache, "key", 7));
  }

  @Test
  void invokeAll_valueOfAnotherType_isRefused() {
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> Call.INVOKE_ALL_SET.run(cache, "key", 7))
        .havingRootCause()
        .isInstanceOf(ClassCastException.class)
        .withMessageContaining("beans");
    requireUnchanged();
  }

  @Test
  void loads_valueOfAnotherType_areRefused() {
    LungoCache<String, String> loading = loading();

    assertLoadRefused(loading, () -> loading.get("missing"));
    assertLoadRefused(loading, () -> loading.getAll(Set.of("missing", "other")));
    assertLoadRefused(
        loading, () -> loading.invoke("missing", (entry, arguments) -> entry.getValue()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a loader that lies
  private LungoCache<String, String> loading() {
    ThrowingObjects.MapLoader loader = new ThrowingObjects.MapLoader(key -> 7);
    return fixture.cache(
        "loading",
        ((io.github.lungo.LungoConfigurationBuilder) Fixture.strings())
            .readThrough(always(loader))
            .build());
  }

  private static void assertLoadRefused(Cache<?, ?> loading, ThrowingCallable call) {
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(call)
        .havingRootCause()
        .isInstanceOf(ClassCastException.class)
        .withMessageContaining("loading");
    assertThat(loading).isEmpty();
  }

  @Test
  void getCache_otherTypes_isRefused() {
    var manager = fixture.manager;
    assertRefused(() -> manager.getCache("beans", Object.class, String.class));
    assertRefused(() -> manager.getCache("beans", String.class, Object.class));
    assertThat(manager.getCache("beans", String.class, String.class)).isSameAs(cache);
    assertThat(manager.<String, String>getCache("beans")).isSameAs(cache);
    assertThat(manager.getCache("unknown", String.class, String.class)).isNull();
  }

  @Test
  @SuppressWarnings("unchecked") // of the cache's own types
  void unwrap_unknownType_isRefused() {
    cache.invoke("key", (entry, arguments) -> {
      assertThatIllegalArgumentException().isThrownBy(() -> entry.unwrap(Map.class));
      return entry.unwrap(Cache.Entry.class).getKey();
    });
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cache.unwrap(Map.class))
        .withMessageContaining("beans");
    assertThatIllegalArgumentException().isThrownBy(() -> fixture.manager.unwrap(Map.class));
    Cache.Entry<String, String> entry = cache.iterator().next();
    assertThatIllegalArgumentException().isThrownBy(() -> entry.unwrap(Map.class));
    assertThat(entry.unwrap(Cache.Entry.class)).isSameAs(entry);
    assertThat(entry.unwrap(entry.getClass())).isSameAs(entry);
    assertThat(cache.unwrap(Cache.class)).isSameAs(cache);
    assertThat(cache.unwrap(Object.class)).isSameAs(cache);
    assertThat(fixture.manager.unwrap(javax.cache.CacheManager.class)).isSameAs(fixture.manager);
  }

  @Test
  @SuppressWarnings("unchecked") // configurations of the cache's types
  void getConfiguration_anyKnownType_isGiven() {
    assertThat(cache.getConfiguration(Configuration.class).getKeyType()).isEqualTo(String.class);
    assertThat(cache.getConfiguration(CompleteConfiguration.class)).isNotNull();
    assertThat(cache.getConfiguration(MutableConfiguration.class)).isNotNull();
    assertThat(cache.getConfiguration(LungoConfiguration.class)).isNotNull();
    interface Other<K, V> extends Configuration<K, V> {}
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> cache.getConfiguration((Class<Other<String, String>>) (Class<?>) Other.class))
        .withMessageContaining("beans");
  }

  private void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(ClassCastException.class)
        .isThrownBy(call)
        .withMessageContaining("cache 'beans'");
    requireUnchanged();
  }

  private void requireUnchanged() {
    assertThat(cache).hasSize(1);
    assertThat(cache.get("key")).isEqualTo("value");
  }
}
