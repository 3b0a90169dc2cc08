// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 18,
    title = "listeners hear the events of a key in order, from registration to de-registration")
final class ListenerOrderTrap {
  private static final int CHANGES = 300;

  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();

  @Test
  void asynchronous_hearAKeyInOrder() {
    Cache<String, String> cache =
        caches.with().listener(events, null, true, false).create();

    for (int i = 0; i < CHANGES; i++) {
      cache.put("a", String.valueOf(i));
      cache.put("b", String.valueOf(i));
    }

    Await.until("all events", () -> events.seen().size() == 2 * CHANGES);
    expectInOrder("a");
    expectInOrder("b");
  }

  /** However the callers interleave, each event's old value is the value of the event before it. */
  @Test
  void synchronous_ofSeveralCallers_hearAKeyInOrder() throws Exception {
    expectChain(true);
  }

  @Test
  void asynchronous_ofSeveralCallers_hearAKeyInOrder() throws Exception {
    expectChain(false);
  }

  @Test
  void deregistered_hearsNothingMore() {
    Cache<String, String> cache = caches.with().create();
    var registration = Setup.registration(events, null, true, true);
    cache.registerCacheEntryListener(registration);
    cache.put("k", "v");
    assertEquals(1, events.seen().size());

    cache.deregisterCacheEntryListener(registration);
    cache.put("k", "w");

    assertEquals(1, events.seen().size());
  }

  @Test
  void registeredTwice_isIllegal_andHearsOnce() {
    Cache<String, String> cache = caches.with().create();
    var registration = Setup.registration(events, null, true, true);
    cache.registerCacheEntryListener(registration);

    assertThrows(
        IllegalArgumentException.class, () -> cache.registerCacheEntryListener(registration));
    cache.put("k", "v");

    assertEquals(1, events.seen().size());
  }

  @Test
  void registeredAgain_hearsAgain() {
    Cache<String, String> cache = caches.with().create();
    var registration = Setup.registration(events, null, true, true);
    cache.registerCacheEntryListener(registration);
    cache.deregisterCacheEntryListener(registration);
    cache.registerCacheEntryListener(registration);

    cache.put("k", "v");

    assertEquals(1, events.seen().size());
  }

  @Test
  void nullRegistration_isNullPointerException() {
    Cache<String, String> cache = caches.with().create();
    CacheEntryListenerConfiguration<String, String> none = null;

    assertThrows(NullPointerException.class, () -> cache.deregisterCacheEntryListener(none));
  }

  @Test
  @Choice
  void deregisteringAStranger_isNothing() {
    Cache<String, String> cache = caches.with().create();
    var stranger = Setup.registration(events, null, true, true);

    assertDoesNotThrow(() -> cache.deregisterCacheEntryListener(stranger));
  }

  private void expectInOrder(String key) {
    int next = 0;
    for (Events.Seen event : events.seen()) {
      if (event.key().equals(key)) {
        assertEquals(String.valueOf(next), event.value());
        next++;
      }
    }
  }

  private void expectChain(boolean synchronous) throws Exception {
    Cache<String, String> cache =
        caches.with().listener(events, null, true, synchronous).create();
    List<Future<Void>> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      String name = caller + "-";
      callers.add(Await.start(() -> {
        for (int i = 0; i < CHANGES / 4; i++) {
          cache.put("k", name + i);
        }
        return null;
      }));
    }
    for (Future<Void> caller : callers) {
      Await.result(caller);
    }
    Await.until("all events", () -> events.seen().size() == CHANGES);
    List<Events.Seen> seen = events.seen();
    for (int i = 1; i < seen.size(); i++) {
      assertEquals(seen.get(i - 1).value(), seen.get(i).oldValue(), "old value of event " + i);
    }
    assertTrue(
        seen.get(seen.size() - 1).value().equals(cache.get("k")),
        "the last event is the last value");
  }
}
