// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Trap(line = 27, title = "a cache keeps the configuration it was created with")
final class ConfigurationSnapshotTrap {
  @RegisterExtension
  final Caches caches = new Caches();

  private final Events events = new Events();

  @Test
  void changesAfterCreation_haveNoEffect() {
    MutableConfiguration<String, String> configuration = Caches.strings();
    Cache<String, String> cache = caches.create(configuration);

    configuration
        .setReadThrough(true)
        .setCacheLoaderFactory(Shared.of(Source.ofAll()))
        .addCacheEntryListenerConfiguration(Setup.registration(events, null, true, true));

    assertNull(cache.get("k"));
    cache.put("k", "v");
    assertEquals(List.of(), events.texts());
    assertFalse(complete(cache).isReadThrough());
    assertFalse(complete(cache).getCacheEntryListenerConfigurations().iterator().hasNext());
  }

  @Test
  void listenersOfOneCache_doNotReachItsConfiguration() {
    MutableConfiguration<String, String> configuration = Caches.strings();
    Cache<String, String> first = caches.create(configuration);
    first.registerCacheEntryListener(Setup.registration(events, null, true, true));
    Cache<String, String> second = caches.create(configuration);

    second.put("k", "v");

    assertEquals(List.of(), events.texts());
    assertFalse(configuration.getCacheEntryListenerConfigurations().iterator().hasNext());
  }

  @Test
  void getConfiguration_saysWhatWasAsked() {
    CompleteConfiguration<String, String> asked = Caches.strings()
        .setReadThrough(true)
        .setCacheLoaderFactory(Shared.of(Source.ofAll()))
        .setWriteThrough(true)
        .setCacheWriterFactory(Shared.of(new Target()))
        .setExpiryPolicyFactory(Shared.of(new Lifetimes()))
        .setStatisticsEnabled(true)
        .setManagementEnabled(true);

    CompleteConfiguration<String, String> told = complete(caches.create(asked));

    assertTrue(told.isReadThrough(), "readThrough");
    assertTrue(told.isWriteThrough(), "writeThrough");
    assertTrue(told.isStatisticsEnabled(), "statistics");
    assertTrue(told.isManagementEnabled(), "management");
    assertTrue(told.isStoreByValue(), "storeByValue");
    assertEquals(asked.getCacheLoaderFactory(), told.getCacheLoaderFactory());
    assertEquals(asked.getCacheWriterFactory(), told.getCacheWriterFactory());
    assertEquals(asked.getExpiryPolicyFactory(), told.getExpiryPolicyFactory());
    assertEquals(String.class, told.getKeyType());
  }

  @Test
  void getConfiguration_cannotBeUsedToChangeTheCache() {
    Cache<String, String> cache = caches.with().create();

    if (complete(cache) instanceof MutableConfiguration<String, String> mutable) {
      FilterTrap.quietly(() -> mutable.setReadThrough(true));
      FilterTrap.quietly(() -> mutable.setStatisticsEnabled(true));
    }

    assertFalse(complete(cache).isReadThrough());
    assertFalse(complete(cache).isStatisticsEnabled());
  }

  @Test
  void noTypes_areObject() {
    Cache<Object, Object> cache = caches.create(new MutableConfiguration<>());

    cache.put("k", 1);
    cache.put(2, "v");

    assertEquals(1, cache.get("k"));
    assertEquals(Object.class, plain(cache).getKeyType());
    assertEquals("v", Caches.manager().getCache(cache.getName()).get(2));
  }

  @Test
  void plainConfiguration_isEnough() {
    Cache<String, String> cache = caches.create(new Plain());

    cache.put("k", "v");

    assertEquals("v", cache.get("k"));
    assertEquals(String.class, plain(cache).getValueType());
  }

  @SuppressWarnings("unchecked") // the cache is of strings
  private static CompleteConfiguration<String, String> complete(Cache<String, String> cache) {
    return cache.getConfiguration(CompleteConfiguration.class);
  }

  @SuppressWarnings("unchecked") // the types are those of the cache
  private static <K, V> Configuration<K, V> plain(Cache<K, V> cache) {
    return cache.getConfiguration(Configuration.class);
  }

  /** All that the interface asks for. */
  private static final class Plain implements Configuration<String, String> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<String> getKeyType() {
      return String.class;
    }

    @Override
    public Class<String> getValueType() {
      return String.class;
    }

    @Override
    public boolean isStoreByValue() {
      return true;
    }
  }
}
