// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.event.EventType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 13,
    title = "the iterator keeps the contract of java.util.Iterator, and removes what it returned")
final class IteratorTrap {
  private static final Set<String> KEYS = Set.of("a", "b", "c", "d", "e");

  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();
  private final Target target = new Target();

  @Test
  void hasNext_askedOften_skipsNothing() {
    Iterator<Cache.Entry<String, String>> entries = filled().iterator();
    Set<String> keys = new HashSet<>();

    while (entries.hasNext()) {
      assertTrue(entries.hasNext());
      assertTrue(entries.hasNext());
      keys.add(entries.next().getKey());
    }

    assertEquals(KEYS, keys);
  }

  @Test
  void next_withoutHasNext_returnsAll_thenThrows() {
    Iterator<Cache.Entry<String, String>> entries = filled().iterator();
    Set<String> keys = new HashSet<>();

    for (int i = 0; i < KEYS.size(); i++) {
      keys.add(entries.next().getKey());
    }

    assertEquals(KEYS, keys);
    assertFalse(entries.hasNext());
    assertThrows(NoSuchElementException.class, entries::next);
  }

  @Test
  void remove_beforeNextOrTwice_isIllegalState() {
    Cache<String, String> cache = filled();
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();

    assertThrows(IllegalStateException.class, entries::remove);
    entries.next();
    entries.remove();
    assertThrows(IllegalStateException.class, entries::remove);
    assertEquals(KEYS.size() - 1, keysOf(cache).size());
  }

  @Test
  void remove_afterHasNext_removesWhatNextReturned() {
    Cache<String, String> cache = filled();
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();

    String key = entries.next().getKey();
    assertTrue(entries.hasNext());
    entries.remove();

    assertFalse(cache.containsKey(key));
    assertEquals(KEYS.size() - 1, keysOf(cache).size());
  }

  @Test
  void remove_isWrittenAndAnnounced() {
    Cache<String, String> cache = filled();
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();

    String key = entries.next().getKey();
    entries.remove();

    assertEquals(List.of("delete " + key), target.calls());
    assertEquals(
        List.of(key),
        events.of(EventType.REMOVED).stream().map(Events.Seen::key).toList());
  }

  @Test
  void returnedEntries_stayWhatTheyWere() {
    Cache<String, String> cache = filled();
    List<Cache.Entry<String, String>> kept = new ArrayList<>();
    cache.iterator().forEachRemaining(kept::add);

    KEYS.forEach(key -> cache.put(key, "new"));

    Set<String> keys = new HashSet<>();
    for (Cache.Entry<String, String> entry : kept) {
      keys.add(entry.getKey());
      assertEquals("v", entry.getValue());
    }
    assertEquals(KEYS, keys);
  }

  @Test
  void iterator_ofClosedCache_isIllegalState() {
    Cache<String, String> cache = filled();
    cache.close();

    assertThrows(IllegalStateException.class, cache::iterator);
  }

  @Test
  @Choice
  void closing_endsTheIterator() {
    Cache<String, String> cache = filled();
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();
    entries.next();
    cache.close();

    assertThrows(IllegalStateException.class, entries::next);
    assertThrows(IllegalStateException.class, entries::remove);
  }

  @Test
  @Choice
  void remove_leavesANewerValue() {
    Cache<String, String> cache = filled();
    Iterator<Cache.Entry<String, String>> entries = cache.iterator();

    String key = entries.next().getKey();
    cache.put(key, "newer");
    entries.remove();

    assertEquals("newer", cache.get(key));
  }

  private Cache<String, String> filled() {
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();
    KEYS.forEach(key -> cache.put(key, "v"));
    events.forget();
    target.forget();
    return cache;
  }

  private static Set<String> keysOf(Cache<String, String> cache) {
    Set<String> keys = new HashSet<>();
    cache.forEach(entry -> keys.add(entry.getKey()));
    return keys;
  }
}
