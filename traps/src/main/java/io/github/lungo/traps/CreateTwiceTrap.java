// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 26, title = "a name is created once, and an attempt to do it again leaves no trace")
final class CreateTwiceTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();

  @Test
  void knownName_isCacheException_andTheCacheStays() {
    Cache<String, String> cache = caches.with().statistics().create();
    cache.put("k", "v");

    assertThrows(
        CacheException.class,
        () -> Caches.manager().createCache(cache.getName(), Caches.strings()));

    assertEquals("v", cache.get("k"));
    assertSame(
        cache,
        Caches.manager().getCache(cache.getName(), String.class, String.class),
        "the same cache");
    Counts.hits(1).andPuts(1).expectIn(cache);
  }

  @Test
  void knownName_registersNoListener() {
    Cache<String, String> cache = caches.with().create();
    var withListener = Caches.strings()
        .addCacheEntryListenerConfiguration(Setup.registration(events, null, true, true));

    assertThrows(
        CacheException.class, () -> Caches.manager().createCache(cache.getName(), withListener));
    cache.put("k", "v");

    assertEquals(List.of(), events.texts());
  }

  @Test
  void knownName_registersNoBean() throws Exception {
    Cache<String, String> cache = caches.with().create();
    var withBeans = Caches.strings().setStatisticsEnabled(true).setManagementEnabled(true);

    assertThrows(
        CacheException.class, () -> Caches.manager().createCache(cache.getName(), withBeans));

    assertEquals(
        Set.of(),
        Counts.SERVER.queryNames(
            new javax.management.ObjectName("javax.cache:Cache=" + cache.getName() + ",*"), null));
  }

  @Test
  void eightCallers_oneCreates() throws Exception {
    String name = Caches.freshName();
    AtomicInteger refused = new AtomicInteger();
    List<Cache<String, String>> made = Collections.synchronizedList(new ArrayList<>());
    List<Future<Void>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      callers.add(Await.start(() -> {
        try {
          made.add(Caches.manager().createCache(name, Caches.strings()));
        } catch (CacheException e) {
          refused.incrementAndGet();
        }
        return null;
      }));
    }
    for (Future<Void> caller : callers) {
      Await.result(caller);
    }

    assertEquals(1, made.size());
    assertEquals(7, refused.get());
    made.get(0).put("k", "v");
    assertEquals(
        "v", Caches.manager().getCache(name, String.class, String.class).get("k"));
    Caches.manager().destroyCache(name);
  }

  @Test
  @Choice
  void knownName_asksNoFactory() {
    Cache<String, String> cache = caches.with().create();
    AtomicInteger asked = new AtomicInteger();
    Factory<CacheLoader<String, String>> factory = () -> {
      asked.incrementAndGet();
      return Source.ofAll();
    };

    assertThrows(
        CacheException.class,
        () -> Caches.manager()
            .createCache(cache.getName(), Caches.strings().setCacheLoaderFactory(factory)));

    assertEquals(0, asked.get());
  }
}
