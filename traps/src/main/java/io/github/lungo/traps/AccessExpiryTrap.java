// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 3,
    title = "access expiry: null keeps the deadline, zero ends the life after this read")
final class AccessExpiryTrap {
  private static final Duration SHORT = new Duration(TimeUnit.MILLISECONDS, 50);

  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void nullDuration_readsDoNotProlong() {
    Sibling.each(Sibling.reads(), read -> {
      Cache<String, String> cache =
          caches.with().expiry(new Lifetimes().creation(() -> SHORT)).create();
      cache.put("k", "v");

      Await.until("the entry expires though it is read", () -> isAbsent(read, cache));
    });
  }

  @Test
  void nullDuration_readsOfEternalEntry_keepIt() {
    Sibling.each(Sibling.reads(), read -> {
      Cache<String, String> cache = caches.with().expiry(new Lifetimes()).create();
      cache.put("k", "v");

      assertEquals("v", read.on(cache));
      assertEquals("v", read.on(cache));
    });
  }

  @Test
  void zero_readReturnsTheValue_nextOneMisses() {
    Sibling.each(Sibling.reads(), read -> {
      Cache<String, String> cache = caches.with().expiry(zero()).create();
      cache.put("k", "v");

      assertEquals("v", read.on(cache));
      assertNull(cache.get("k"));
    });
  }

  @Test
  void zero_isNeverAnnouncedTwiceNorAsRemoval() {
    Sibling.each(Sibling.reads(), read -> {
      Events events = new Events();
      Cache<String, String> cache =
          caches.with().expiry(zero()).listener(events).create();
      cache.put("k", "v");

      read.on(cache);
      cache.get("k");
      cache.remove("k");
      cache.put("k", "w");

      assertTrue(
          events.of(EventType.EXPIRED).size() <= 1, () -> "expired twice: " + events.texts());
      assertEquals(0, events.of(EventType.REMOVED).size());
    });
  }

  @Test
  @Choice
  void zero_isAnnouncedAsExpired() {
    Sibling.each(Sibling.reads(), read -> {
      Events events = new Events();
      Cache<String, String> cache =
          caches.with().expiry(zero()).listener(events).create();
      cache.put("k", "v");

      read.on(cache);
      cache.get("k");

      Await.until("EXPIRED", () -> events.of(EventType.EXPIRED).size() == 1);
    });
  }

  private static Lifetimes zero() {
    return new Lifetimes().access(() -> Duration.ZERO);
  }

  private static boolean isAbsent(Sibling read, Cache<String, String> cache) {
    try {
      return read.on(cache) == null;
    } catch (Exception e) {
      throw new AssertionError(read.name() + " failed", e);
    }
  }
}
