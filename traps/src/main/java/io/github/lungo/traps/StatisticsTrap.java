// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.management.JMException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 23, title = "each method counts as the specification's table says")
final class StatisticsTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  /** What a call adds to the counts of a cache that holds k=old. */
  private static final Map<Sibling, Counts> CALLS = calls();

  private static Map<Sibling, Counts> calls() {
    Map<Sibling, Counts> calls = new HashMap<>();
    calls.put(new Sibling("containsKey", cache -> cache.containsKey("k")), Counts.none());
    calls.put(new Sibling("get", cache -> cache.get("k")), Counts.hits(1));
    calls.put(new Sibling("get-absent", cache -> cache.get("x")), Counts.misses(1));
    calls.put(
        new Sibling("getAll", cache -> cache.getAll(Bulk.keys("k", "x"))), new Counts(1, 1, 0, 0));
    calls.put(
        new Sibling("getAndPut", cache -> cache.getAndPut("k", "new")),
        Counts.hits(1).andPuts(1));
    calls.put(
        new Sibling("getAndPut-absent", cache -> cache.getAndPut("x", "new")),
        Counts.misses(1).andPuts(1));
    calls.put(
        new Sibling("getAndRemove", cache -> cache.getAndRemove("k")),
        Counts.hits(1).andRemovals(1));
    calls.put(
        new Sibling("getAndRemove-absent", cache -> cache.getAndRemove("x")), Counts.misses(1));
    calls.put(
        new Sibling("getAndReplace", cache -> cache.getAndReplace("k", "new")),
        Counts.hits(1).andPuts(1));
    calls.put(
        new Sibling("getAndReplace-absent", cache -> cache.getAndReplace("x", "new")),
        Counts.misses(1));
    calls.put(new Sibling("putIfAbsent", cache -> cache.putIfAbsent("k", "new")), Counts.hits(1));
    calls.put(
        new Sibling("putIfAbsent-absent", cache -> cache.putIfAbsent("x", "new")),
        Counts.misses(1).andPuts(1));
    calls.put(new Sibling("remove", cache -> cache.remove("k")), Counts.none().andRemovals(1));
    calls.put(new Sibling("remove-absent", cache -> cache.remove("x")), Counts.none());
    calls.put(
        new Sibling("remove-if", cache -> cache.remove("k", "old")),
        Counts.hits(1).andRemovals(1));
    calls.put(new Sibling("remove-if-other", cache -> cache.remove("k", "other")), Counts.hits(1));
    calls.put(new Sibling("remove-if-absent", cache -> cache.remove("x", "old")), Counts.misses(1));
    calls.put(
        new Sibling("replace", cache -> cache.replace("k", "new")),
        Counts.hits(1).andPuts(1));
    calls.put(new Sibling("replace-absent", cache -> cache.replace("x", "new")), Counts.misses(1));
    calls.put(
        new Sibling("replace-if", cache -> cache.replace("k", "old", "new")),
        Counts.hits(1).andPuts(1));
    calls.put(
        new Sibling("replace-if-other", cache -> cache.replace("k", "other", "new")),
        Counts.hits(1));
    calls.put(
        new Sibling("replace-if-absent", cache -> cache.replace("x", "old", "new")),
        Counts.misses(1));
    calls.put(
        new Sibling("putAll", cache -> {
          cache.putAll(Bulk.entries("new", "k", "x", "y"));
          return null;
        }),
        Counts.none().andPuts(3));
    return calls;
  }

  @Test
  void calls_count() {
    Sibling.each(CALLS.keySet().stream().toList(), call -> {
      Cache<String, String> cache = caches.with().statistics().create();
      cache.put("k", "old");

      call.on(cache);

      CALLS.get(call).andPuts(1).expectIn(cache);
    });
  }

  @Test
  void readThroughMiss_isAMiss_thenAHit() {
    Cache<String, String> cache =
        caches.with().loader(Source.ofAll()).statistics().create();

    cache.get("k");
    assertEquals(1, Counts.of(cache).misses());
    cache.get("k");

    assertEquals(1, Counts.of(cache).hits());
    assertEquals(1, Counts.of(cache).misses());
  }

  @Test
  void percentages_withoutGets_areZero() {
    Cache<String, String> cache = caches.with().statistics().create();

    for (String attribute : Set.of("CacheHitPercentage", "CacheMissPercentage", "AverageGetTime")) {
      assertEquals(0f, (Float) Counts.attribute(cache, attribute), attribute);
    }
  }

  @Test
  void percentages_addUp() {
    Cache<String, String> cache = caches.with().statistics().create();
    cache.put("k", "v");
    cache.get("k");
    cache.get("x");
    cache.get("y");
    cache.get("z");

    assertEquals(25f, (Float) Counts.attribute(cache, "CacheHitPercentage"), 0.01f);
    assertEquals(75f, (Float) Counts.attribute(cache, "CacheMissPercentage"), 0.01f);
    assertEquals(4, Counts.number(cache, "CacheGets"));
  }

  @Test
  void clear_ofTheBean_startsAtZero() throws JMException {
    Cache<String, String> cache = caches.with().statistics().create();
    cache.put("k", "v");
    cache.get("k");
    cache.get("x");
    cache.remove("k");

    Counts.SERVER.invoke(Counts.bean(cache), "clear", new Object[0], new String[0]);

    Counts.none().expectIn(cache);
    cache.get("x");
    Counts.misses(1).expectIn(cache);
  }

  @Test
  void noCount_isEverNegative() throws Exception {
    Cache<String, String> cache =
        caches.with().loader(Source.ofAll()).statistics().create();

    cache.get("k");
    LoadAllTrap.loadAll(cache, true);
    LoadAllTrap.loadAll(cache, false);
    cache.removeAll();
    cache.getAndRemove("k");

    Counts counts = Counts.of(cache);
    assertTrue(
        Math.min(
                Math.min(counts.hits(), counts.misses()),
                Math.min(counts.puts(), counts.removals()))
            >= 0,
        counts::toString);
  }

  @Test
  void switchedOff_countsNothing() {
    Cache<String, String> cache = caches.with().create();
    cache.put("k", "v");
    cache.get("k");

    Caches.manager().enableStatistics(cache.getName(), true);

    Counts.none().expectIn(cache);
    cache.get("k");
    Counts.hits(1).expectIn(cache);
  }

  @Test
  @Choice
  void timeOfGets_isWithoutTheLoad() {
    Source slow = new Source(key -> {
      Await.pass(Duration.ofMillis(200));
      return "loaded";
    });
    Cache<String, String> cache = caches.with().loader(slow).statistics().create();

    cache.get("k");

    float microseconds = (Float) Counts.attribute(cache, "AverageGetTime");
    assertTrue(microseconds < 200_000, () -> "average: " + microseconds);
  }
}
