// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.withoutjgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Local caches need no JGroups; whoever asks for a cluster is told what is missing. */
final class LocalCachesIT {

  @AfterEach
  void end() {
    Caching.getCachingProvider().close();
  }

  @Test
  void jgroups_isNotThere() {
    assertThatThrownBy(() -> Class.forName("org.jgroups.JChannel"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void localCache_keepsWhatIsPut() {
    Cache<String, String> cache = manager().createCache("local", new MutableConfiguration<>());

    cache.put("key", "value");
    cache.putAll(Map.of("other", "one"));

    assertThat(cache.get("key")).isEqualTo("value");
    assertThat(cache.<String>invoke("other", (entry, arguments) -> entry.getValue()))
        .isEqualTo("one");
    assertThat(StreamSupport.stream(cache.spliterator(), false)
            .map(Cache.Entry::getKey)
            .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("key", "other");
  }

  @Test
  void localCache_loadsAndTellsListeners() {
    List<String> created = new CopyOnWriteArrayList<>();
    CacheEntryCreatedListener<String, String> listener =
        events -> events.forEach(event -> created.add(event.getKey()));
    Cache<String, String> cache = manager()
        .createCache(
            "loaded",
            new MutableConfiguration<String, String>()
                .setReadThrough(true)
                .setCacheLoaderFactory(Upper::new)
                .setStatisticsEnabled(true)
                .setManagementEnabled(true)
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR))
                .addCacheEntryListenerConfiguration(new MutableCacheEntryListenerConfiguration<>(
                    () -> listener, null, false, true)));

    assertThat(cache.get("key")).isEqualTo("KEY");
    assertThat(created).containsExactly("key");
  }

  @Test
  void clusteredCache_isRefusedWithWhatIsMissing() {
    Properties properties = new Properties();
    properties.setProperty("lungo.cluster.name", "shop");
    properties.setProperty("lungo.caches.orders.mode", "PARTITIONED");
    CacheManager manager = Caching.getCachingProvider().getCacheManager(null, null, properties);

    assertThatThrownBy(
            () -> manager.createCache("orders", new MutableConfiguration<String, String>()))
        .isInstanceOf(CacheException.class)
        .hasMessage(
            "cluster 'shop': clusters need org.jgroups:jgroups 5.5.7 or later 5.5, which is not on the class path");
    assertThat(manager
            .createCache("local", new MutableConfiguration<String, String>())
            .isClosed())
        .isFalse();
  }

  private static CacheManager manager() {
    return Caching.getCachingProvider().getCacheManager();
  }

  /** Loads the key in capitals. */
  private static final class Upper implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      return key.toUpperCase(Locale.ROOT);
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      return StreamSupport.stream(keys.spliterator(), false)
          .collect(Collectors.toMap(key -> key, this::load));
    }
  }
}
