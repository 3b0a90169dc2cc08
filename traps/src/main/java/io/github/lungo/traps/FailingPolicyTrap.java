// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 5, title = "an expiry policy that fails loses no entry, and fails no call")
final class FailingPolicyTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Lifetimes lifetimes = new Lifetimes();

  @Test
  void creationFails_entryIsStored() {
    Sibling.each(Sibling.creations(), write -> {
      Cache<String, String> cache =
          caches.with().expiry(new Lifetimes().creation(Lifetimes::failing)).create();

      write.on(cache);

      assertEquals("new", cache.get("k"));
    });
  }

  @Test
  void updateFails_entryIsUpdated() {
    Sibling.each(Sibling.updates(), write -> {
      Cache<String, String> cache =
          caches.with().expiry(new Lifetimes().update(Lifetimes::failing)).create();
      cache.put("k", "old");

      write.on(cache);

      assertEquals("new", cache.get("k"));
    });
  }

  @Test
  void accessFails_entryIsReadAndStays() {
    Sibling.each(Sibling.reads(), read -> {
      Lifetimes own = new Lifetimes().access(Lifetimes::failing);
      Cache<String, String> cache = caches.with().expiry(own).create();
      cache.put("k", "v");

      assertEquals("v", read.on(cache));
      own.access(() -> null);
      assertEquals("v", cache.get("k"));
    });
  }

  @Test
  void failure_holdsNoLock() throws Exception {
    Cache<String, String> cache = caches.with().expiry(lifetimes).create();
    cache.put("k", "old");
    lifetimes.update(Lifetimes::failing);

    try {
      cache.put("k", "new");
    } catch (RuntimeException e) {
      lifetimes.forget(); // whether the call fails is another test
    }
    lifetimes.update(() -> null);

    Await.call(() -> {
      cache.put("k", "newer");
      return null;
    });
    assertEquals("newer", cache.get("k"));
  }

  @Test
  @Choice
  void nullCreation_isEternal() {
    Sibling.each(Sibling.creations(), write -> {
      Cache<String, String> cache =
          caches.with().expiry(new Lifetimes().creation(() -> null)).create();

      write.on(cache);

      assertEquals("new", cache.get("k"));
    });
  }
}
