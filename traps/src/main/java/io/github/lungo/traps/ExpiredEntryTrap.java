// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 8, title = "an expired entry is absent, whether or not it left the store")
final class ExpiredEntryTrap {
  private static final Duration LIFE = new Duration(TimeUnit.MILLISECONDS, 10);
  private static final java.time.Duration PAST_IT = java.time.Duration.ofMillis(60);

  @RegisterExtension
  final Caches caches = new Caches();

  private record Case(Sibling call, Object whenAbsent) {}

  @Test
  void calls_afterTheDeadline_findNothing() {
    List<Case> cases = List.of(
        new Case(new Sibling("containsKey", cache -> cache.containsKey("k")), false),
        new Case(new Sibling("iterator", cache -> cache.iterator().hasNext()), false),
        new Case(new Sibling("getAll", cache -> cache.getAll(Bulk.keys("k"))), Map.of()),
        new Case(
            new Sibling("invoke", cache -> cache.invoke("k", (entry, none) -> entry.exists())),
            false),
        new Case(new Sibling("putIfAbsent", cache -> cache.putIfAbsent("k", "new")), true),
        new Case(new Sibling("replace", cache -> cache.replace("k", "new")), false),
        new Case(new Sibling("replace-if", cache -> cache.replace("k", "old", "new")), false),
        new Case(new Sibling("remove", cache -> cache.remove("k")), false),
        new Case(new Sibling("remove-if", cache -> cache.remove("k", "old")), false),
        new Case(new Sibling("getAndRemove", cache -> cache.getAndRemove("k") == null), true),
        new Case(new Sibling("getAndPut", cache -> cache.getAndPut("k", "new") == null), true),
        new Case(
            new Sibling("getAndReplace", cache -> cache.getAndReplace("k", "new") == null), true));

    Map<Sibling, Object> expected = new java.util.HashMap<>();
    cases.forEach(each -> expected.put(each.call(), each.whenAbsent()));
    Sibling.each(
        cases.stream().map(Case::call).toList(),
        call -> assertEquals(expected.get(call), call.on(expired(new Events()))));
  }

  @Test
  void lateRemoval_isNotAnnouncedAsRemoved() {
    Sibling.each(removals(), removal -> {
      Events events = new Events();
      removal.on(expired(events));

      assertEquals(List.of(), events.of(EventType.REMOVED));
    });
  }

  @Test
  void lateRemoval_isNotCounted() {
    Sibling.each(removals(), removal -> {
      Cache<String, String> cache = expired(new Events());
      removal.on(cache);

      assertEquals(0, Counts.of(cache).removals());
    });
  }

  @Test
  void lateWrite_isCreation() {
    Sibling.each(Sibling.creations(), write -> {
      Events events = new Events();
      write.on(expired(events));

      assertEquals(2, events.of(EventType.CREATED).size());
      assertEquals(0, events.of(EventType.UPDATED).size());
    });
  }

  @Test
  void expiry_isAnnouncedAtMostOnce() {
    Events events = new Events();
    Cache<String, String> cache = expired(events);

    cache.get("k");
    cache.containsKey("k");
    cache.remove("k");
    cache.put("k", "new");

    assertTrue(events.of(EventType.EXPIRED).size() <= 1, () -> "events: " + events.texts());
  }

  private static List<Sibling> removals() {
    return Sibling.removals().stream()
        .filter(removal -> !removal.name().equals("iterator"))
        .toList();
  }

  private Cache<String, String> expired(Events events) {
    Cache<String, String> cache = caches
        .with()
        .expiry(new Lifetimes().creation(() -> LIFE))
        .listener(events)
        .statistics()
        .create();
    cache.put("k", "old");
    Await.pass(PAST_IT);
    return cache;
  }
}
