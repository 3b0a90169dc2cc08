// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.CacheException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that cannot be encoded is refused with the path to the field at fault, and the cache stays as it was. */
final class UnencodableTest {
  private final Fixture fixture = new Fixture();
  private final LungoCache<String, Object> cache =
      fixture.cache(LungoConfiguration.builder(String.class, Object.class));

  /** Has a field that means nothing outside this JVM. */
  private static final class Order {
    @SuppressWarnings("unused") // the codec reads it
    private final Thread handler = Thread.currentThread();

    @SuppressWarnings("unused") // the codec reads it
    private final InputStream source = new ByteArrayInputStream(new byte[0]);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static List<Call> storing() {
    return Call.storing().toList();
  }

  @ParameterizedTest
  @MethodSource("storing")
  void storingCall_unencodableValue_changesNothing(Call call) {
    String key = call.storesWherePresent() ? "key" : "absent";
    cache.put("key", "value");

    assertRefused(() -> call.run(cache, key, new Order()));
    assertThat(cache).hasSize(1);
    assertThat(cache.get("key")).isEqualTo("value");
  }

  @Test
  void putAll_oneUnencodableValue_changesNothing() {
    Map<String, Object> map = new HashMap<>(Map.of("a", 1, "b", 2, "c", 3));
    map.put("bad", new Order());

    assertRefused(() -> cache.putAll(map));
    assertThat(cache).isEmpty();
  }

  @Test
  void loads_unencodableValue_storeNothing() {
    LungoCache<Object, Object> loading = fixture.cache(
        "loading",
        LungoConfiguration.builder(Object.class, Object.class)
            .readThrough(always(new ThrowingObjects.MapLoader(key -> new Order())))
            .build());

    assertRefused(() -> loading.get("key"));
    assertRefused(() -> loading.getAll(Set.of("key", "other")));
    assertRefused(() -> loading.invoke("key", (entry, arguments) -> entry.getValue()));
    assertRefused(() -> loading.get("key", key -> new Order()));
    assertThat(loading).isEmpty();
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(call)
        .withMessageContaining(Order.class.getName())
        .withMessageContaining(".handler");
  }
}
