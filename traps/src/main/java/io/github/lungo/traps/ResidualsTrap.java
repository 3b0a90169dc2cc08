// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 21,
    title = "after a bulk call that failed in part, the cache is what the writer's target is")
final class ResidualsTrap {
  private static final Map<String, String> OLD = Bulk.entries("old", "a", "b", "c");
  private static final Map<String, String> NEW = Bulk.entries("new", "a", "b", "c", "d");

  @RegisterExtension
  final Caches caches = new Caches();

  private final Target target = new Target();

  @Test
  void putAll_refusedInPart_appliesTheRest() {
    Cache<String, String> cache = filled();
    target.refuse("b"::equals);

    assertThrows(CacheWriterException.class, () -> cache.putAll(NEW));

    expectAgreement(cache);
    assertEquals("old", cache.get("b"));
  }

  @Test
  void removeAllOfKeys_refusedInPart_appliesTheRest() {
    Cache<String, String> cache = filled();
    target.refuse("b"::equals);

    assertThrows(CacheWriterException.class, () -> cache.removeAll(Bulk.keys("a", "b", "c", "d")));

    expectAgreement(cache);
    assertEquals("old", cache.get("b"));
  }

  @Test
  void removeAll_refusedInPart_appliesTheRest() {
    Cache<String, String> cache = filled();
    target.refuse("b"::equals);

    assertThrows(CacheWriterException.class, cache::removeAll);

    expectAgreement(cache);
    assertEquals("old", cache.get("b"));
  }

  @Test
  void refusedInPart_announcesWhatWasApplied() {
    Events events = new Events();
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();
    target.refuse("b"::equals);

    assertThrows(CacheWriterException.class, () -> cache.putAll(NEW));

    assertEquals(
        target.content().keySet(),
        Set.copyOf(events.seen().stream().map(Events.Seen::key).toList()));
  }

  @Test
  void refusedAltogether_changesNothing() {
    Cache<String, String> cache = filled();
    target.refuse(key -> true);

    assertThrows(CacheWriterException.class, () -> cache.putAll(NEW));
    assertThrows(CacheWriterException.class, cache::removeAll);

    assertEquals(OLD, contentOf(cache));
  }

  @Test
  void bulkCalls_oncePerKey() {
    Cache<String, String> cache = caches.with().writer(target).create();

    cache.putAll(NEW);
    cache.removeAll(Bulk.keys("a", "b", "c", "d"));

    assertEquals(8, target.calls().size(), () -> "calls: " + target.calls());
  }

  @Test
  @Choice
  void leftovers_ofANormalReturn_areWritten() {
    Cache<String, String> cache = caches.with().writer(keepsItsCollections()).create();

    cache.putAll(NEW);
    assertEquals(NEW, contentOf(cache));

    cache.removeAll(Bulk.keys("a"));
    assertEquals(Set.of("b", "c", "d"), contentOf(cache).keySet());
  }

  private Cache<String, String> filled() {
    Cache<String, String> cache = caches.with().writer(target).create();
    cache.putAll(OLD);
    return cache;
  }

  private void expectAgreement(Cache<String, String> cache) {
    assertEquals(target.content(), contentOf(cache));
  }

  private static Map<String, String> contentOf(Cache<String, String> cache) {
    Map<String, String> content = new HashMap<>();
    cache.forEach(entry -> content.put(entry.getKey(), entry.getValue()));
    return content;
  }

  private static CacheWriter<String, String> keepsItsCollections() {
    return new CacheWriter<>() {
      @Override
      public void write(Cache.Entry<? extends String, ? extends String> entry) {}

      @Override
      public void writeAll(
          java.util.Collection<Cache.Entry<? extends String, ? extends String>> entries) {}

      @Override
      public void delete(Object key) {}

      @Override
      public void deleteAll(java.util.Collection<?> keys) {}
    };
  }

  @Test
  void emptyBulkCalls_areLegal() {
    Cache<String, String> cache = filled();

    cache.putAll(Bulk.entries("new"));
    cache.removeAll(Bulk.keys());

    assertEquals(OLD, contentOf(cache));
    assertEquals(
        List.of(),
        target.calls().stream().filter(call -> call.startsWith("delete")).toList());
  }
}
