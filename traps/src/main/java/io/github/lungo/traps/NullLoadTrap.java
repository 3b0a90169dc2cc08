// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 33, title = "what the loader does not have is absent, and leaves nothing behind")
final class NullLoadTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();
  private final Source nothing = Source.ofNothing();

  @Test
  void get_isNull_andStoresNothing() {
    Cache<String, String> cache = caches.with().loader(nothing).listener(events).create();

    assertNull(cache.get("k"));

    assertFalse(cache.containsKey("k"));
    assertFalse(cache.iterator().hasNext());
    assertEquals(List.of(), events.texts());
  }

  @Test
  void get_isOneMiss() {
    Cache<String, String> cache = caches.with().loader(nothing).statistics().create();

    cache.get("k");

    Counts.misses(1).expectIn(cache);
  }

  @Test
  void getAll_hasNoMapping() {
    Source some = new Source(key -> key.equals("a") ? "loaded" : null);
    Cache<String, String> cache = caches.with().loader(some).create();

    assertEquals(Map.of("a", "loaded"), cache.getAll(Bulk.keys("a", "b")));
    assertFalse(cache.containsKey("b"));
  }

  @Test
  void processor_seesNone() {
    Cache<String, String> cache = caches.with().loader(nothing).create();

    assertEquals(
        "null false",
        cache.invoke("k", (entry, arguments) -> entry.getValue() + " " + entry.exists()));
    assertFalse(cache.containsKey("k"));
  }

  @Test
  void absence_isNotRemembered_onceThereIsAValue() {
    Cache<String, String> cache = caches.with().loader(nothing).create();
    assertNull(cache.get("k"));

    cache.put("k", "v");

    assertEquals("v", cache.get("k"));
  }

  @Test
  void conditionalWrites_afterANullLoad_seeAbsence() {
    Cache<String, String> cache = caches.with().loader(nothing).create();
    cache.get("k");

    assertFalse(cache.replace("k", "v"));
    assertFalse(cache.remove("k"));
    assertEquals(true, cache.putIfAbsent("k", "v"));
  }
}
