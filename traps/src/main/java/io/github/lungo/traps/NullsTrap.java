// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 22,
    title = "bulk calls refuse nulls, whatever the caller's collection does when asked for one")
final class NullsTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private static final Set<String> WITH_NULL = new LinkedHashSet<>(Arrays.asList("a", null));

  private final List<Sibling> withNull = List.of(
      new Sibling("putAll-key", cache -> {
        cache.putAll(map("a", "new", null, "new"));
        return null;
      }),
      new Sibling("putAll-value", cache -> {
        cache.putAll(map("a", "new", "b", null));
        return null;
      }),
      new Sibling("removeAll", cache -> {
        cache.removeAll(WITH_NULL);
        return null;
      }),
      new Sibling("getAll", cache -> cache.getAll(WITH_NULL)),
      new Sibling("loadAll", cache -> {
        cache.loadAll(WITH_NULL, true, null);
        return null;
      }));

  @Test
  void nullWithin_isNullPointerException() {
    Sibling.each(withNull, call -> {
      Cache<String, String> cache = caches.with().create();
      assertThrows(NullPointerException.class, () -> call.on(cache));
    });
  }

  @Test
  void nullCollection_isNullPointerException() {
    Cache<String, String> cache = caches.with().create();

    assertThrows(NullPointerException.class, () -> cache.putAll(null));
    assertThrows(NullPointerException.class, () -> cache.removeAll(null));
    assertThrows(NullPointerException.class, () -> cache.getAll(null));
    assertThrows(NullPointerException.class, () -> cache.loadAll(null, true, null));
  }

  /** These throw when asked whether they contain null. */
  @Test
  void collectionsThatKnowNoNull_areLegal() {
    Cache<String, String> cache = caches.with().create();

    cache.putAll(new TreeMap<>(Map.of("a", "v")));
    cache.putAll(Map.of("b", "v"));
    assertEquals(Map.of("a", "v"), cache.getAll(new TreeSet<>(Set.of("a"))));
    assertEquals(Map.of("b", "v"), cache.getAll(Set.of("b")));
    cache.invokeAll(Set.of("a"), (entry, arguments) -> entry.getValue());
    cache.removeAll(new TreeSet<>(Set.of("a")));
    cache.removeAll(Set.of("b"));

    assertFalse(cache.iterator().hasNext());
  }

  @Test
  @Choice
  void nullWithin_isSeenBeforeAnythingHappens() {
    Sibling.each(withNull, call -> {
      Cache<String, String> cache = caches.with().create();
      cache.put("a", "old");

      assertThrows(NullPointerException.class, () -> call.on(cache));

      assertEquals("old", cache.get("a"));
    });
  }

  @Test
  @Choice
  void invokeAll_nullWithin_isSeenBeforeAnythingHappens() {
    Cache<String, String> cache = caches.with().create();

    assertThrows(
        NullPointerException.class,
        () -> cache.invokeAll(WITH_NULL, (entry, arguments) -> {
          entry.setValue("new");
          return null;
        }));

    assertFalse(cache.containsKey("a"));
  }

  private static Map<String, String> map(
      String key, String value, String secondKey, String secondValue) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(secondKey, secondValue);
    return map;
  }
}
