// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.lungo.LungoCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.configuration.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Null is refused everywhere, and nothing happens then. */
final class NullArgumentTest {
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
  void call_nullKey_isRefused(Call call) {
    assertThatNullPointerException()
        .isThrownBy(() -> call.run(cache, null, "new"))
        .withMessageStartingWith("cache '");
    requireUnchanged();
  }

  static Stream<Call> takingValues() {
    return Call.takingValues().filter(call -> !call.isProcessor());
  }

  @ParameterizedTest
  @MethodSource("takingValues")
  void call_nullValue_isRefused(Call call) {
    assertThatNullPointerException()
        .isThrownBy(() -> call.run(cache, "key", null))
        .withMessageStartingWith("cache '");
    requireUnchanged();
  }

  @Test
  void replace_nullOldValue_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> cache.replace("key", null, "new"))
        .withMessageStartingWith("cache '");
    requireUnchanged();
  }

  @Test
  void putAll_oneNullValue_storesNothing() {
    Map<String, String> map = new HashMap<>(Map.of("a", "1", "b", "2", "c", "3"));
    map.put("d", null);

    assertThatNullPointerException()
        .isThrownBy(() -> cache.putAll(map))
        .withMessageStartingWith("cache '");
    requireUnchanged();
  }

  @Test
  void bulkCalls_nullCollection_areRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> cache.getAll(null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.putAll(null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.removeAll(null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.loadAll(null, true, null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.invokeAll(null, (entry, arguments) -> null))
        .withMessageStartingWith("cache '");
  }

  @Test
  void otherArguments_null_areRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> cache.invoke("key", null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.invokeAll(Set.of("key"), null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.get("key", null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.put("key", "new", null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.registerCacheEntryListener(null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.deregisterCacheEntryListener(null))
        .withMessageStartingWith("cache '");
    assertThatNullPointerException()
        .isThrownBy(() -> cache.unwrap(null))
        .withMessageStartingWith("cache '");
    requireUnchanged();
  }

  @Test
  void managerCalls_null_areRefused() {
    var manager = fixture.manager;
    Configuration<String, String> configuration = Fixture.strings().build();
    requireRefused("cacheName", () -> manager.createCache(null, configuration));
    requireRefused("configuration", () -> manager.createCache("other", null));
    requireRefused("cacheName", () -> manager.getCache(null));
    requireRefused("cacheName", () -> manager.getCache(null, String.class, String.class));
    requireRefused("keyType", () -> manager.getCache("beans", null, String.class));
    requireRefused("valueType", () -> manager.getCache("beans", String.class, null));
    requireRefused("cacheName", () -> manager.destroyCache(null));
    requireRefused("cacheName", () -> manager.enableStatistics(null, true));
    requireRefused("cacheName", () -> manager.enableManagement(null, true));
    assertThat(manager.getCacheNames()).containsExactly("beans");
  }

  private static void requireRefused(String argument, ThrowingCallable call) {
    assertThatNullPointerException().isThrownBy(call).withMessage(argument + " is null");
  }

  @Test
  void put_timeToLiveNotPositive_isRefused() {
    for (Duration bad : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cache.put("key", "new", bad))
          .withMessageContaining("beans");
    }
    requireUnchanged();
  }

  private void requireUnchanged() {
    assertThat(cache).hasSize(1);
    assertThat(cache.get("key")).isEqualTo("value");
  }
}
