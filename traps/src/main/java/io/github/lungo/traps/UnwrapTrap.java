// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(
    line = 32,
    title = "unwrapping to a class that is unknown is an IllegalArgumentException, everywhere")
final class UnwrapTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  /** A class that no provider knows. */
  private static final class Unknown {}

  /** What unwraps. */
  private interface Wrapper extends Function<Class<?>, Object> {}

  @Test
  void cacheAndManager_refuseTheUnknown() {
    Cache<String, String> cache = caches.with().create();

    expectRefusal(cache::unwrap);
    expectRefusal(Caches.manager()::unwrap);
  }

  @Test
  void entryOfIterator_refusesTheUnknown() {
    Cache<String, String> cache = caches.with().create();
    cache.put("k", "v");

    expectRefusal(cache.iterator().next()::unwrap);
  }

  @Test
  void entryOfProcessor_refusesTheUnknown() {
    Cache<String, String> cache = caches.with().create();

    expectRefusal(() -> cache.invoke("k", (entry, arguments) -> thrownBy(entry::unwrap)));
  }

  @Test
  void event_refusesTheUnknown() {
    AtomicReference<String> thrown = new AtomicReference<>();
    CacheEntryCreatedListener<String, String> listener =
        events -> events.forEach(event -> thrown.set(thrownBy(event::unwrap)));
    Cache<String, String> cache = caches.create(Caches.strings()
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(Shared.of(listener), null, false, true)));

    cache.put("k", "v");

    expectRefusal(thrown::get);
  }

  @Test
  @Choice
  void superTypes_areKnown() {
    Cache<String, String> cache = caches.with().create();

    assertNotNull(cache.unwrap(Cache.class));
    assertNotNull(cache.unwrap(Object.class));
    assertNotNull(cache.unwrap(cache.getClass()));
    assertNotNull(Caches.manager().unwrap(CacheManager.class));
    assertNotNull(Caches.manager().unwrap(Caches.manager().getClass()));
  }

  private static void expectRefusal(Wrapper wrapper) {
    assertThrows(IllegalArgumentException.class, () -> wrapper.apply(Unknown.class));
  }

  private static void expectRefusal(Callable<String> thrown) {
    String name = null;
    try {
      name = thrown.call();
    } catch (Exception e) {
      throw new AssertionError("the call failed", e);
    }
    org.junit.jupiter.api.Assertions.assertEquals(IllegalArgumentException.class.getName(), name);
  }

  /** Returns the name of the exception, as a provider may keep what user code throws to itself. */
  private static String thrownBy(Wrapper wrapper) {
    try {
      return "nothing but " + wrapper.apply(Unknown.class);
    } catch (RuntimeException e) {
      return e.getClass().getName();
    }
  }
}
