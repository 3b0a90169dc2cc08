// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 25,
    title =
        "closing closes what belongs to the cache, can be repeated, and waits for nobody for ever")
final class CloseTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  @Test
  void closedTwice_isClosed() {
    Cache<String, String> cache = caches.with().create();

    cache.close();
    cache.close();

    assertTrue(cache.isClosed());
  }

  @Test
  void closed_isNoLongerNamed() {
    Cache<String, String> cache = caches.with().create();
    assertTrue(names(Caches.manager()).contains(cache.getName()));

    cache.close();

    assertFalse(names(Caches.manager()).contains(cache.getName()));
  }

  @Test
  void closed_refusesEverything() {
    Cache<String, String> cache = caches.with().create();
    cache.close();

    for (Sibling call : Sibling.updates()) {
      assertThrows(IllegalStateException.class, () -> call.on(cache), call.name());
    }
    for (Sibling call : Sibling.removals()) {
      assertThrows(IllegalStateException.class, () -> call.on(cache), call.name());
    }
    for (Sibling call : Sibling.reads()) {
      assertThrows(IllegalStateException.class, () -> call.on(cache), call.name());
    }
    assertThrows(IllegalStateException.class, () -> cache.containsKey("k"));
  }

  @Test
  void close_closesTheObjectsOfTheConfiguration() {
    CloseableObjects objects = new CloseableObjects();
    Cache<String, String> cache = caches.create(objects.configuration());
    cache.put("k", "v");

    cache.close();

    Set<String> open = new HashSet<>(Set.of("loader", "writer", "policy", "listener"));
    open.removeAll(objects.closed());
    assertEquals(Set.of(), open, "left open");
  }

  @Test
  void managersClose_closesTheObjectsOfItsCaches() {
    CloseableObjects objects = new CloseableObjects();
    CacheManager manager = caches.freshManager();
    Cache<String, String> cache = manager.createCache(Caches.freshName(), objects.configuration());
    cache.put("k", "v");

    manager.close();

    assertTrue(cache.isClosed());
    Set<String> open = new HashSet<>(Set.of("loader", "writer", "policy", "listener"));
    open.removeAll(objects.closed());
    assertEquals(Set.of(), open, "left open");
  }

  @Test
  void objectsThatFailToClose_doNotKeepTheCacheOpen() {
    CloseableObjects objects = new CloseableObjects().failing();
    Cache<String, String> cache = caches.create(objects.configuration());
    cache.put("k", "v");

    FilterTrap.quietly(cache::close);

    assertTrue(cache.isClosed());
    assertFalse(names(Caches.manager()).contains(cache.getName()));
  }

  @Test
  void destroyed_nameIsFreeForAnotherConfiguration() {
    Cache<String, String> cache = caches.with().create();
    cache.put("k", "v");
    Caches.manager().destroyCache(cache.getName());

    Cache<Integer, Integer> other = caches.create(
        cache.getName(),
        new javax.cache.configuration.MutableConfiguration<Integer, Integer>()
            .setTypes(Integer.class, Integer.class));

    assertFalse(other.iterator().hasNext());
    other.put(1, 2);
    assertEquals(2, other.get(1));
  }

  @Test
  void close_whileALoadRuns_endsBoth() throws Exception {
    Gate gate = new Gate();
    Cache<String, String> cache = caches
        .with()
        .loader(new Source(key -> {
          gate.pass();
          return "loaded";
        }))
        .create();
    Future<String> load = Await.start(() -> cache.get("k"));
    gate.awaitArrival();

    Future<Void> close = Await.start(() -> {
      cache.close();
      return null;
    });
    Await.pass(java.time.Duration.ofMillis(50));
    gate.open();
    Await.result(close);
    try {
      Await.result(load);
    } catch (RuntimeException e) {
      assertTrue(cache.isClosed()); // it may have been cancelled
    }

    assertTrue(cache.isClosed());
  }

  @Test
  @Choice
  void close_closesEachObjectOnce_filtersToo() {
    CloseableObjects objects = new CloseableObjects();
    Cache<String, String> cache = caches.create(objects.configuration());

    cache.close();
    cache.close();

    assertEquals(
        Map.of("loader", 1, "writer", 1, "policy", 1, "listener", 1, "filter", 1), objects.times());
  }

  @Test
  @Choice
  void objectsThatFailToClose_failNothing() {
    Cache<String, String> cache = caches.create(new CloseableObjects().failing().configuration());

    assertDoesNotThrow(cache::close);
  }

  static Set<String> names(CacheManager manager) {
    Set<String> names = new HashSet<>();
    manager.getCacheNames().forEach(names::add);
    return names;
  }
}
