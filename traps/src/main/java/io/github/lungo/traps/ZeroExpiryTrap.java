// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 4, title = "zero creation stores nothing, zero update ends the life of the entry")
final class ZeroExpiryTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();

  @Test
  void zeroCreation_storesNothing() {
    Sibling.each(Sibling.creations(), write -> {
      Cache<String, String> cache = caches.with().expiry(stillborn()).create();

      write.on(cache);

      assertFalse(cache.containsKey("k"));
      assertNull(cache.get("k"));
      assertFalse(cache.iterator().hasNext());
      assertFalse(cache.remove("k"));
    });
  }

  @Test
  void zeroCreation_isNotAnnouncedAsCreated() {
    Sibling.each(Sibling.creations(), write -> {
      Events own = new Events();
      Cache<String, String> cache =
          caches.with().expiry(stillborn()).listener(own).create();

      write.on(cache);

      assertEquals(List.of(), own.of(EventType.CREATED));
    });
  }

  @Test
  void zeroUpdate_endsTheEntry() {
    Sibling.each(Sibling.updates(), write -> {
      Cache<String, String> cache = caches.with().expiry(deadly()).create();
      cache.put("k", "old");

      write.on(cache);

      assertFalse(cache.containsKey("k"));
      assertNull(cache.get("k"));
    });
  }

  @Test
  void zeroUpdate_returnsTheOldValue() {
    Cache<String, String> cache = caches.with().expiry(deadly()).create();

    cache.put("k", "old");
    assertEquals("old", cache.getAndReplace("k", "new"));
    cache.put("k", "old");
    assertEquals("old", cache.getAndPut("k", "new"));
  }

  @Test
  @Choice
  void zeroCreation_ofPutIfAbsent_isFalse() {
    Cache<String, String> cache = caches.with().expiry(stillborn()).create();

    assertFalse(cache.putIfAbsent("k", "v"));
  }

  @Test
  @Choice
  void zeroCreation_countsNoPut() {
    Cache<String, String> cache = caches.with().expiry(stillborn()).statistics().create();

    cache.put("k", "v");

    Counts.none().expectIn(cache);
  }

  @Test
  @Choice
  void zeroUpdate_isUpdatedThenExpired() {
    Cache<String, String> cache =
        caches.with().expiry(deadly()).listener(events).create();
    cache.put("k", "old");

    cache.put("k", "new");

    assertEquals(
        List.of(EventType.CREATED, EventType.UPDATED, EventType.EXPIRED),
        events.seen().stream().map(Events.Seen::type).toList());
  }

  private static Lifetimes stillborn() {
    return new Lifetimes().creation(() -> Duration.ZERO);
  }

  private static Lifetimes deadly() {
    return new Lifetimes().update(() -> Duration.ZERO);
  }
}
