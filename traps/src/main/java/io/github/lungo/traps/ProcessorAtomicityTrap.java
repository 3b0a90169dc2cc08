// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 12,
    title = "entry processors of one key do not lose each other's changes, however often they run")
final class ProcessorAtomicityTrap {
  private static final int THREADS = 8;
  private static final int CALLS = 50;

  @RegisterExtension
  final Caches caches = new Caches();

  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void increments_ofEightThreads_areAllThere() throws Exception {
    Cache<String, String> cache = incremented(new Events(), new Target());

    assertEquals(String.valueOf(THREADS * CALLS), cache.get("k"));
  }

  @Test
  void eachIncrement_isWrittenAndAnnouncedOnce() throws Exception {
    Events events = new Events();
    Target target = new Target();

    incremented(events, target);

    assertEquals(THREADS * CALLS, target.calls().size());
    assertEquals(THREADS * CALLS, events.seen().size());
  }

  @Test
  @Choice
  void eachProcessor_runsOnce() throws Exception {
    incremented(new Events(), new Target());

    assertEquals(THREADS * CALLS, runs.get());
  }

  private Cache<String, String> incremented(Events events, Target target) throws Exception {
    Cache<String, String> cache = caches.with().listener(events).writer(target).create();
    List<Future<Void>> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(Await.start(() -> {
        for (int call = 0; call < CALLS; call++) {
          increment(cache);
        }
        return null;
      }));
    }
    for (Future<Void> caller : callers) {
      Await.result(caller);
    }
    return cache;
  }

  private void increment(Cache<String, String> cache) {
    cache.invoke("k", (entry, arguments) -> {
      runs.incrementAndGet();
      int before = entry.exists() ? Integer.parseInt(entry.getValue()) : 0;
      entry.setValue(String.valueOf(before + 1));
      return null;
    });
  }
}
