// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 14, title = "an event's value, old value and flag agree")
final class OldValueTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();

  @Test
  void required_updateKnowsBothValues() {
    Sibling.each(Sibling.updates(), update -> {
      Events.Seen event = seenAfter(update, EventType.UPDATED);

      assertEquals("new", event.value());
      assertEquals("old", event.oldValue());
      assertTrue(event.oldValueAvailable());
    });
  }

  @Test
  void required_removalHasTheOldValueTwice() {
    Sibling.each(Sibling.removals(), removal -> {
      Events.Seen event = seenAfter(removal, EventType.REMOVED);

      assertEquals("old", event.oldValue());
      assertEquals("old", event.value());
      assertTrue(event.oldValueAvailable());
    });
  }

  @Test
  void required_expiryHasTheOldValueTwice() {
    Cache<String, String> cache = caches
        .with()
        .expiry(new Lifetimes().creation(() -> new Duration(TimeUnit.MILLISECONDS, 20)))
        .listener(events)
        .create();
    cache.put("k", "old");

    Await.until("EXPIRED", () -> {
      cache.get("k");
      return !events.of(EventType.EXPIRED).isEmpty();
    });

    Events.Seen event = events.of(EventType.EXPIRED).get(0);
    assertEquals("old", event.oldValue());
    assertEquals("old", event.value());
    assertTrue(event.oldValueAvailable());
  }

  @Test
  void creation_hasNoOldValue() {
    Sibling.each(Sibling.creations(), write -> {
      Events own = new Events();
      Cache<String, String> cache = caches.with().listener(own).create();

      write.on(cache);

      Events.Seen event = own.of(EventType.CREATED).get(0);
      assertEquals("new", event.value());
      assertNull(event.oldValue());
      assertFalse(event.oldValueAvailable());
    });
  }

  @Test
  void notRequired_flagSaysWhetherThereIsOne() {
    Cache<String, String> cache =
        caches.with().listener(events, null, false, true).create();
    cache.put("k", "old");
    cache.put("k", "new");
    cache.remove("k");

    for (EventType type : List.of(EventType.UPDATED, EventType.REMOVED)) {
      Events.Seen event = events.of(type).get(0);
      assertEquals(event.oldValueAvailable(), event.oldValue() != null, type::name);
    }
  }

  @Test
  @Choice
  void notRequired_oldValueIsHidden() {
    Cache<String, String> cache =
        caches.with().listener(events, null, false, true).create();
    cache.put("k", "old");
    cache.put("k", "new");

    assertNull(events.of(EventType.UPDATED).get(0).oldValue());
  }

  private Events.Seen seenAfter(Sibling sibling, EventType type) throws Exception {
    Events own = new Events();
    Cache<String, String> cache = caches.with().listener(own).create();
    cache.put("k", "old");
    sibling.on(cache);
    assertEquals(1, own.of(type).size(), () -> type + " once, not " + own.texts());
    return own.of(type).get(0);
  }
}
