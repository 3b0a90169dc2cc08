// SPDX-License-Identifier: Apache-2.0
package io.github.lungo.behaviour;

import static io.github.lungo.behaviour.Fixture.always;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lungo.LungoCache;
import io.github.lungo.LungoConfiguration;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache keeps the configuration it was made with, and shows what has changed by its own calls. */
final class ConfigurationSnapshotTest {
  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  @SuppressWarnings("unchecked") // of the cache's own types
  void createCache_configurationChangedAfterwards_keepsItsOwn() {
    AtomicInteger told = new AtomicInteger();
    CacheEntryCreatedListener<String, String> listener = events -> told.incrementAndGet();
    MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    LungoCache<String, String> cache = fixture.cache("beans", configuration);

    configuration
        .setStoreByValue(false)
        .setStatisticsEnabled(true)
        .setReadThrough(true)
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(always(listener), null, true, true));
    cache.put("key", "value");

    assertThat(told).hasValue(0);
    CompleteConfiguration<?, ?> own = cache.getConfiguration(LungoConfiguration.class);
    assertThat(own.isStoreByValue()).isTrue();
    assertThat(own.isStatisticsEnabled()).isFalse();
    assertThat(own.isReadThrough()).isFalse();
    assertThat(own.getCacheEntryListenerConfigurations()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked") // of the cache's types
  void getConfiguration_resultChanged_changesNothing() {
    LungoCache<String, String> cache = fixture.cache(Fixture.strings());

    cache.getConfiguration(MutableConfiguration.class).setStatisticsEnabled(true);

    assertThat(cache.getConfiguration(MutableConfiguration.class).isStatisticsEnabled())
        .isFalse();
  }

  @Test
  void createCache_plainConfigurationWithoutTypes_takesObjects() {
    LungoCache<Object, Object> cache = fixture.cache("beans", new Plain());

    cache.put(1, "one");
    cache.put("two", 2);

    assertThat(cache).hasSize(2);
    assertThat(fixture.manager.getCache("beans", Object.class, Object.class)).isSameAs(cache);
  }

  private static final class Plain implements Configuration<Object, Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Object> getKeyType() {
      return null;
    }

    @Override
    public Class<Object> getValueType() {
      return null;
    }

    @Override
    public boolean isStoreByValue() {
      return true;
    }
  }

  @Test
  @SuppressWarnings("unchecked") // of the cache's own types
  void enableStatistics_again_startsFromZero() throws Exception {
    LungoCache<String, String> cache = fixture.cache(Fixture.strings().statistics(true));
    cache.put("key", "value");
    fixture.manager.enableStatistics("beans", true);
    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(1L);

    fixture.manager.enableStatistics("beans", false);
    cache.put("key", "value");
    fixture.manager.enableStatistics("beans", true);

    assertThat(Beans.statistic(cache, "CachePuts")).isEqualTo(0L);
    assertThat(cache.getConfiguration(LungoConfiguration.class).isStatisticsEnabled())
        .isTrue();
  }

  @Test
  void enabling_unknownCache_doesNothing() {
    fixture.manager.enableStatistics("unknown", true);
    fixture.manager.enableManagement("unknown", true);
    fixture.manager.destroyCache("unknown");

    assertThat(Beans.of(fixture.manager)).isEmpty();
    assertThat(fixture.manager.getCacheNames()).isEmpty();
  }

  @Test
  void getCacheManager_otherProperties_isTheSameWithTheFirstOnes() {
    Properties first = new Properties();
    first.setProperty("application", "first");
    CacheManager manager =
        fixture.provider.getCacheManager(URI.create("lungo:properties"), null, first);
    first.setProperty("application", "changed");

    CacheManager again =
        fixture.provider.getCacheManager(URI.create("lungo:properties"), null, new Properties());

    assertThat(again).isSameAs(manager);
    assertThat(manager.getProperties()).containsEntry("application", "first").hasSize(1);
    assertThat(fixture.provider.getCacheManager())
        .isSameAs(fixture.provider.getCacheManager(null, null, null));
    assertThat(fixture.provider.getDefaultProperties()).isEmpty();
  }
}
