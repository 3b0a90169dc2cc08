// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The Javadoc of {@code CacheEntryListener} says that a listener that changes a cache may cause a deadlock, hence the choices.
 */
@Trap(line = 17, title = "a synchronous listener may use the cache, the same key included")
final class ReentrantListenerTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();
  private final AtomicReference<Cache<String, String>> cache = new AtomicReference<>();

  @Test
  void sameKey_isRead() throws Exception {
    List<String> read = new ArrayList<>();
    react("CREATED k=v", own -> read.add(own.get("k")));

    put("k", "v");

    assertEquals(List.of("v"), read);
  }

  @Test
  @Choice
  void sameKey_isWritten() throws Exception {
    react("CREATED k=v", own -> own.put("k", "nested"));

    put("k", "v");

    assertEquals("nested", Await.call(() -> cache.get().get("k")));
    assertEquals(List.of("CREATED k=v", "UPDATED k=nested"), events.texts());
  }

  @Test
  @Choice
  void sameKey_isRemoved() throws Exception {
    react("CREATED k=v", own -> own.remove("k"));

    put("k", "v");

    assertEquals(false, Await.call(() -> cache.get().containsKey("k")));
    assertEquals(List.of("CREATED k=v", "REMOVED k=v"), events.texts());
  }

  @Test
  @Choice
  void otherKey_isWritten() throws Exception {
    react("CREATED k=v", own -> own.put("other", "nested"));

    put("k", "v");

    assertEquals("nested", Await.call(() -> cache.get().get("other")));
    assertEquals(List.of("CREATED k=v", "CREATED other=nested"), events.texts());
  }

  /** Two callers whose listeners write the key of the other one. */
  @Test
  @Choice
  void crossing_doesNotDeadlock() throws Exception {
    cache.set(caches.with().listener(events).create());
    Gate first = new Gate();
    Gate second = new Gate();
    events.then(event -> {
      if (event.toString().equals("CREATED a=v")) {
        second.open();
        first.pass();
        cache.get().put("b", "nested");
      } else if (event.toString().equals("CREATED b=v")) {
        first.open();
        second.pass();
        cache.get().put("a", "nested");
      }
    });

    Future<Void> a = start("a", "v");
    Future<Void> b = start("b", "v");
    Await.result(a);
    Await.result(b);

    assertEquals("nested", Await.call(() -> cache.get().get("a")));
    assertEquals("nested", Await.call(() -> cache.get().get("b")));
  }

  private void react(String event, Consumer<Cache<String, String>> reaction) {
    cache.set(caches.with().listener(events).create());
    events.then(seen -> {
      if (seen.toString().equals(event)) {
        reaction.accept(cache.get());
      }
    });
  }

  private void put(String key, String value) throws Exception {
    Await.result(start(key, value));
  }

  private Future<Void> start(String key, String value) {
    return Await.start(() -> {
      cache.get().put(key, value);
      return null;
    });
  }
}
