// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 36,
    title = "switching statistics on and off is legal at any time, and nonsense is refused")
final class UnknownNameTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void nullName_isNullPointerException() {
    CacheManager manager = Caches.manager();

    assertThrows(NullPointerException.class, () -> manager.enableStatistics(null, true));
    assertThrows(NullPointerException.class, () -> manager.enableManagement(null, true));
    assertThrows(NullPointerException.class, () -> manager.getCache(null));
    assertThrows(NullPointerException.class, () -> manager.createCache(null, Caches.strings()));
    assertThrows(NullPointerException.class, () -> manager.destroyCache(null));
  }

  @Test
  void closedManager_isIllegalState() {
    CacheManager manager = caches.freshManager();
    String name = Caches.freshName();
    manager.createCache(name, Caches.strings());
    manager.close();

    assertThrows(IllegalStateException.class, () -> manager.enableStatistics(name, true));
    assertThrows(IllegalStateException.class, () -> manager.enableManagement(name, true));
    assertThrows(IllegalStateException.class, () -> manager.getCache(name));
    assertThrows(IllegalStateException.class, () -> manager.destroyCache(name));
    assertThrows(IllegalStateException.class, manager::getCacheNames);
  }

  @Test
  void statistics_switchedOnAndOff_countWhileTheyAreOn() {
    Cache<String, String> cache = caches.with().create();
    CacheManager manager = Caches.manager();
    cache.put("k", "v");

    manager.enableStatistics(cache.getName(), true);
    cache.get("k");
    Counts.hits(1).expectIn(cache);
    manager.enableStatistics(cache.getName(), false);
    cache.get("k");
    cache.get("k");
    manager.enableStatistics(cache.getName(), true);
    cache.get("k");

    Await.until("the two gets between are not counted", () -> Counts.of(cache).hits() <= 2);
  }

  @Test
  void unknownName_ofGetAndDestroy_isNothing() {
    assertNull(Caches.manager().getCache(Caches.freshName()));
    assertDoesNotThrow(() -> Caches.manager().destroyCache(Caches.freshName()));
  }

  @Test
  @Choice
  void unknownName_isNothing() {
    CacheManager manager = Caches.manager();

    assertDoesNotThrow(() -> manager.enableStatistics(Caches.freshName(), true));
    assertDoesNotThrow(() -> manager.enableManagement(Caches.freshName(), true));
  }

  @Test
  @Choice
  void switchingOnAgain_startsAtZero() {
    Cache<String, String> cache = caches.with().statistics().create();
    CacheManager manager = Caches.manager();
    cache.put("k", "v");
    assertEquals(1, Counts.of(cache).puts());

    manager.enableStatistics(cache.getName(), false);
    manager.enableStatistics(cache.getName(), true);

    Counts.none().expectIn(cache);
  }
}
