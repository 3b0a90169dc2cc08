// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 1, title = "loadAll asks for what is absent, and counts and writes nothing")
final class LoadAllTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Source source = Source.ofAll();

  @Test
  void keeping_presentKey_isNotAskedFor() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(source).create();
    cache.put("a", "old");

    loadAll(cache, false);

    assertEquals(List.of("b"), source.asked());
    assertEquals("old", cache.get("a"));
    assertEquals("loaded-b", cache.get("b"));
  }

  @Test
  void keeping_presentKey_isNoAccess() throws Exception {
    Lifetimes lifetimes = new Lifetimes();
    Cache<String, String> cache =
        caches.with().bulkLoader(source).expiry(lifetimes).create();
    cache.put("a", "old");
    lifetimes.forget();

    loadAll(cache, false);

    assertFalse(lifetimes.asked().contains("access"));
    assertFalse(lifetimes.asked().contains("update"));
  }

  @Test
  void loadAll_countsNeitherHitsNorMisses() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(source).statistics().create();
    cache.put("a", "old");

    loadAll(cache, false);

    assertEquals(0, Counts.of(cache).hits(), "hits");
    assertEquals(0, Counts.of(cache).misses(), "misses");
  }

  @Test
  @Choice
  void loadAll_countsNoPuts() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(source).statistics().create();

    loadAll(cache, true);

    Counts.none().expectIn(cache);
  }

  @Test
  void replacing_announcesWhatHappened() throws Exception {
    Events events = new Events();
    Cache<String, String> cache =
        caches.with().bulkLoader(source).listener(events).create();
    cache.put("a", "old");
    events.forget();

    loadAll(cache, true);

    Await.until("two events, not " + events.texts(), () -> events.seen().size() == 2);
    assertEquals("a", events.of(EventType.UPDATED).get(0).key());
    assertEquals("b", events.of(EventType.CREATED).get(0).key());
  }

  @Test
  void loads_areNotWrittenThrough() throws Exception {
    Target target = new Target();
    Cache<String, String> cache = caches.with().loader(source).writer(target).create();

    loadAll(cache, true);
    cache.get("c");
    cache.getAll(Bulk.keys("d", "e"));

    assertEquals("loaded-c", cache.get("c"));
    assertEquals(List.of(), target.calls());
  }

  @Test
  void nullValues_leaveTheirKeysAbsent() throws Exception {
    Source some = new Source(key -> key.equals("a") ? null : "loaded");
    Cache<String, String> cache = caches.with().bulkLoader(some).create();

    loadAll(cache, true);

    assertFalse(cache.containsKey("a"));
    assertEquals("loaded", cache.get("b"));
  }

  @Test
  @Choice
  void nullKeysAndKeysNotAskedFor_areIgnored() throws Exception {
    Cache<String, String> cache = caches.with().bulkLoader(generous()).create();

    loadAll(cache, true);

    assertEquals("loaded", cache.get("b"));
    assertFalse(cache.containsKey("uninvited"));
  }

  @Test
  @Choice
  void absentKeys_areOneCallOfTheLoader() throws Exception {
    Cache<String, String> cache = caches.with().loader(source).create();

    loadAll(cache, false);
    cache.getAll(Bulk.keys("c", "d", "e"));

    assertEquals(2, source.calls());
  }

  static void loadAll(Cache<String, String> cache, boolean replace) throws Exception {
    Completion done = new Completion();
    Await.call(() -> {
      cache.loadAll(Bulk.keys("a", "b"), replace, done);
      return null;
    });
    Await.result(done);
  }

  private static CacheLoader<String, String> generous() {
    return new CacheLoader<>() {
      @Override
      public String load(String key) {
        return "loaded";
      }

      @Override
      public Map<String, String> loadAll(Iterable<? extends String> keys) {
        Map<String, String> answer = new HashMap<>();
        keys.forEach(key -> answer.put(key, "loaded"));
        answer.put(null, "loaded");
        answer.put("uninvited", "loaded");
        return answer;
      }
    };
  }
}
