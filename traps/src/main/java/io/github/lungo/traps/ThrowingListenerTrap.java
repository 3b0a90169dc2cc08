// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import javax.cache.Cache;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 16,
    title = "a listener that throws leaves the change, and no raw exception of it comes out")
final class ThrowingListenerTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void write_isApplied() {
    Sibling.each(Sibling.creations(), write -> {
      Cache<String, String> cache = caches.with().listener(throwing()).create();

      thrownBy(write, cache);

      assertEquals("new", cache.get("k"));
    });
  }

  @Test
  void removal_isApplied() {
    Sibling.each(Sibling.removals(), removal -> {
      Events events = new Events();
      Cache<String, String> cache = caches.with().listener(events).create();
      cache.put("k", "old");
      events.then(ThrowingListenerTrap::fail);

      thrownBy(removal, cache);

      assertFalse(cache.containsKey("k"));
    });
  }

  @Test
  void exception_ifAny_isCacheEntryListenerException() {
    Sibling.each(Sibling.creations(), write -> {
      Exception thrown = thrownBy(write, caches.with().listener(throwing()).create());

      if (thrown != null) {
        Causes.expect(CacheEntryListenerException.class, thrown);
      }
    });
  }

  @Test
  void putAll_goesOn() {
    Cache<String, String> cache = caches.with().listener(throwing()).create();

    FilterTrap.quietly(() -> cache.putAll(Bulk.entries("v", "a", "b", "c")));

    assertEquals(3, cache.getAll(Bulk.keys("a", "b", "c")).size());
  }

  @Test
  @Choice
  void otherListeners_hearTheEvent() {
    Events others = new Events();
    Events alsoOthers = new Events();
    Cache<String, String> cache =
        caches.with().listener(others).listener(throwing()).listener(alsoOthers).create();

    FilterTrap.quietly(() -> cache.put("k", "v"));

    assertEquals(1, others.seen().size());
    assertEquals(1, alsoOthers.seen().size());
  }

  @Test
  void asynchronousListener_disturbsNobody() {
    Events failing = throwing();
    Events others = new Events();
    Cache<String, String> cache = caches
        .with()
        .listener(failing, null, true, false)
        .listener(others, null, true, false)
        .create();

    cache.put("k", "v");
    cache.put("k", "w");

    Await.until("both events are heard", () -> others.seen().size() == 2);
    Await.until(
        "both events are heard by the listener that fails", () -> failing.seen().size() == 2);
    assertEquals("w", cache.get("k"));
  }

  @Test
  void caller_isTold() {
    Cache<String, String> cache = caches.with().listener(throwing()).create();

    assertThrows(CacheEntryListenerException.class, () -> cache.put("k", "v"));
  }

  @Test
  @Choice
  void error_isNotWrapped() {
    Cache<String, String> cache = caches
        .with()
        .listener(new Events().then(event -> {
          throw new AssertionError("the listener is broken");
        }))
        .create();

    assertThrows(AssertionError.class, () -> cache.put("k", "v"));
    assertEquals("v", cache.get("k"));
  }

  private static Exception thrownBy(Sibling sibling, Cache<String, String> cache) {
    try {
      sibling.on(cache);
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  private static Events throwing() {
    return new Events().then(ThrowingListenerTrap::fail);
  }

  private static void fail(Events.Seen event) {
    throw new IllegalStateException("the listener fails for " + event);
  }
}
