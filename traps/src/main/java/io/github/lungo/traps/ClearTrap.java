// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 19,
    title =
        "clear is silent, removeAll is not, and no load that was running brings a stale value back")
final class ClearTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();
  private final Target target = new Target();

  @Test
  void clear_isSilent_andKeepsTheStatistics() {
    Cache<String, String> cache = filled();

    cache.clear();

    assertFalse(cache.iterator().hasNext());
    assertEquals(List.of(), events.texts());
    assertEquals(List.of(), target.calls());
    new Counts(1, 0, 2, 0).expectIn(cache);
  }

  @Test
  void removeAll_announcesWritesAndCountsEachEntry() {
    Cache<String, String> cache = filled();

    cache.removeAll();

    assertFalse(cache.iterator().hasNext());
    assertEquals(Set.of("REMOVED a=v", "REMOVED b=v"), new HashSet<>(events.texts()));
    assertEquals(2, events.seen().size());
    assertEquals(Set.of("delete a", "delete b"), new HashSet<>(target.calls()));
    assertEquals(2, target.calls().size());
    new Counts(1, 0, 2, 2).expectIn(cache);
  }

  @Test
  void removeAll_ofExpiredEntries_removesNothing() {
    Cache<String, String> cache = caches
        .with()
        .expiry(new Lifetimes().creation(() -> new Duration(TimeUnit.MILLISECONDS, 10)))
        .listener(events)
        .statistics()
        .create();
    cache.put("a", "v");
    cache.put("b", "v");
    Await.pass(java.time.Duration.ofMillis(60));

    cache.removeAll();

    assertEquals(0, events.of(EventType.REMOVED).size());
    assertEquals(0, Counts.of(cache).removals());
  }

  @Test
  void closedCache_isIllegalState() {
    Cache<String, String> cache = caches.with().create();
    cache.close();

    assertThrows(IllegalStateException.class, cache::clear);
    assertThrows(IllegalStateException.class, cache::removeAll);
  }

  @Test
  void clear_duringLoad_leavesNoStaleValue() throws Exception {
    expectNoStaleValue(new Sibling("clear", cache -> {
      cache.clear();
      return null;
    }));
  }

  @Test
  void remove_duringLoad_leavesNoStaleValue() throws Exception {
    expectNoStaleValue(new Sibling("remove", cache -> cache.remove("k")));
  }

  @Test
  void put_duringLoad_isNotOverwritten() throws Exception {
    expectNoStaleValue(new Sibling("put", cache -> {
      cache.put("k", "fresh");
      return null;
    }));
  }

  /** The source changes, then the cache is told; a load that read before is let go after, or before where telling waits for it. */
  private void expectNoStaleValue(Sibling change) throws Exception {
    Gate gate = new Gate();
    AtomicReference<String> truth = new AtomicReference<>("stale");
    Cache<String, String> cache = caches
        .with()
        .loader(new Source(key -> {
          String read = truth.get();
          if (read.equals("stale")) {
            gate.pass();
          }
          return read;
        }))
        .create();

    Future<String> load = Await.start(() -> cache.get("k"));
    gate.awaitArrival();
    truth.set("fresh");
    Future<Object> told = Await.start(() -> change.on(cache));
    long start = System.nanoTime();
    while (!told.isDone() && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(500)) {
      Await.pass(java.time.Duration.ofMillis(2));
    }
    gate.open();
    Await.result(load);
    Await.result(told);

    assertEquals("fresh", Await.call(() -> cache.get("k")));
  }

  @Test
  void removal_afterLoad_isTheEnd() {
    Cache<String, String> cache = caches.with().bulkLoader(Source.ofAll()).create();

    cache.put("k", "v");
    cache.removeAll();
    assertNull(cache.get("k"));
    cache.put("k", "v");
    cache.clear();
    assertNull(cache.get("k"));
  }

  private Cache<String, String> filled() {
    Cache<String, String> cache =
        caches.with().listener(events).writer(target).statistics().create();
    cache.put("a", "v");
    cache.put("b", "v");
    cache.get("a");
    events.forget();
    target.forget();
    return cache;
  }
}
