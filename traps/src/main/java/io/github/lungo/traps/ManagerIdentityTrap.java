// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 28, title = "a manager is known by its URI and class loader, and by nothing else")
final class ManagerIdentityTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final CachingProvider provider = Caches.provider();

  @Test
  void nulls_meanTheDefaults() {
    CacheManager manager = Caches.manager();

    assertSame(manager, provider.getCacheManager(null, null));
    assertSame(manager, provider.getCacheManager(null, null, null));
    assertSame(
        manager,
        provider.getCacheManager(provider.getDefaultURI(), provider.getDefaultClassLoader()));
    assertEquals(provider.getDefaultURI(), manager.getURI());
    assertSame(provider.getDefaultClassLoader(), manager.getClassLoader());
  }

  @Test
  void properties_areNotPartOfIt() {
    ClassLoader loader = Caches.freshLoader();
    CacheManager manager = caches.manager(loader, properties("1"));

    assertSame(
        manager, provider.getCacheManager(provider.getDefaultURI(), loader, properties("2")));
    assertSame(manager, provider.getCacheManager(provider.getDefaultURI(), loader));
  }

  @Test
  void classLoader_isPartOfIt() {
    CacheManager first = caches.freshManager();
    CacheManager second = caches.freshManager();

    assertNotSame(first, second);
    first.createCache("the-same-name", Caches.strings()).put("k", "v");
    second.createCache("the-same-name", Caches.strings());
    assertFalse(second.isClosed());
    first.close();
    assertFalse(second.isClosed());
  }

  @Test
  void closedManager_isReplaced() {
    ClassLoader loader = Caches.freshLoader();
    CacheManager closed = caches.manager(loader, new Properties());
    closed.close();

    CacheManager next = caches.manager(loader, new Properties());

    assertNotSame(closed, next);
    assertTrue(closed.isClosed());
    assertFalse(next.isClosed());
    String name = Caches.freshName();
    next.createCache(name, Caches.strings()).put("k", "v");
    next.destroyCache(name);
  }

  @Test
  void closingTwice_leavesTheReplacement() {
    ClassLoader loader = Caches.freshLoader();
    CacheManager closed = caches.manager(loader, new Properties());
    closed.close();
    CacheManager next = caches.manager(loader, new Properties());

    closed.close();

    assertFalse(next.isClosed());
    assertSame(next, provider.getCacheManager(provider.getDefaultURI(), loader));
  }

  @Test
  void properties_canBeReadBack() {
    CacheManager manager = caches.manager(Caches.freshLoader(), properties("1"));

    assertEquals("1", manager.getProperties().getProperty("trap"));
  }

  @Test
  void defaults_areThere() {
    assertNotNull(provider.getDefaultProperties());
    assertNotNull(provider.getDefaultURI());
    assertNotNull(provider.getDefaultClassLoader());
    assertNotNull(Caches.manager().getProperties());
  }

  @Test
  @Choice
  void properties_areJustThoseGiven() {
    CacheManager manager = caches.manager(Caches.freshLoader(), properties("1"));

    assertEquals(properties("1"), manager.getProperties());
  }

  private static Properties properties(String value) {
    Properties properties = new Properties();
    properties.setProperty("trap", value);
    return properties;
  }
}
